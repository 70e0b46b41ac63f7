Console.WriteLine("usage: decode [--json FILE] [--allow-missing]");
return 2;

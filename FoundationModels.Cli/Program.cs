Console.WriteLine("fm");

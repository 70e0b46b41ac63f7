using FoundationModels.Conformance;

// Every command: DIR [--json FILE] [--require NAME,…] and its own options. Exit code 1: a bound was exceeded or nothing ran; 2: usage.
Dictionary<string, Func<ConformanceArguments, ConformanceReport>> commands = new(StringComparer.Ordinal)
{
    ["adapters"] = AdaptersCommand.Run,
    ["architectures"] = ArchitecturesCommand.Run,
    ["blocks"] = BlocksCommand.Run,
    ["generate"] = GenerateCommand.Run,
    ["gradients"] = GradientsCommand.Run,
    ["malformed"] = MalformedCommand.Run,
    ["tokenizers"] = TokenizerConformance.Run,
    ["provenance"] = ProvenanceConformance.Run,
    ["templates"] = TemplateConformance.Run,
};

// The child process of the store's tests.
if (args is [StoreProcess.Name, .. string[] rest])
    return await StoreProcess.RunAsync(rest);

if (args.Length == 0 || !commands.TryGetValue(args[0], out Func<ConformanceArguments, ConformanceReport>? command))
{
    Console.Error.WriteLine($"usage: COMMAND DIR [options], where COMMAND is one of {string.Join(", ", commands.Keys)}");
    return 2;
}

try
{
    ConformanceArguments arguments = new(args[1..]);
    ConformanceReport report = command(arguments);
    report.Print(Console.Out);
    if (arguments.Value("json") is { } json)
        report.WriteJson(json);
    string[] missing = [.. arguments.Names("require").Where(report.Unsupported.ContainsKey)];
    foreach (string name in missing)
        Console.WriteLine($"  required but unsupported: {name}");
    return report.Succeeded && missing.Length == 0 ? 0 : 1;
}
catch (Exception e) when (e is ArgumentException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

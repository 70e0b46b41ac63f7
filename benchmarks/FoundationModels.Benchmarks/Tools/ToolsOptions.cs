namespace FoundationModels.Benchmarks.Tools;

/// <summary>What the command line says.</summary>
internal sealed record ToolsOptions
{
    /// <summary>Gets the conversations: one JSON array of messages a line, the last one being the call that is expected.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the tools' definitions.</summary>
    public required string Tools { get; init; }

    /// <summary>Gets the conversations that examples are taken from.</summary>
    public required string Examples { get; init; }

    /// <summary>Gets whether the model is told the tools' signatures and shown an example of each; otherwise it gets the conversation as it is.</summary>
    public bool FewShot { get; init; }

    /// <summary>Gets how a tool is chosen under the grammar.</summary>
    public ToolChoice Choice { get; init; } = ToolChoice.Scored;

    /// <summary>Gets the most conversations.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Gets the threads of the model.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Gets the adapter, or null.</summary>
    public string? Adapter { get; init; }

    /// <summary>Gets the file for the figures, or null.</summary>
    public string? Json { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">One is unknown, or a file is missing.</exception>
    public static ToolsOptions Parse(string[] arguments)
    {
        Dictionary<string, string> values = [];
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--data" or "--tools" or "--prompt" or "--adapter" or "--json" or "--limit" or "--threads" or "--choice" or "--examples"))
                throw new ArgumentException($"Unknown argument {arguments[i]}.");
            values[arguments[i]] = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} has no value.");
        }

        string data = Required("--data");
        string prompt = values.GetValueOrDefault("--prompt", "fewshot");
        return new ToolsOptions
        {
            Data = File(data),
            Tools = File(Required("--tools")),
            Examples = values.GetValueOrDefault("--examples") ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(data))!, "train.jsonl"),
            FewShot = prompt switch
            {
                "fewshot" => true,
                "data" => false,
                _ => throw new ArgumentException($"--prompt is data or fewshot, not {prompt}."),
            },
            Choice = Enum.Parse<ToolChoice>(values.GetValueOrDefault("--choice", nameof(ToolChoice.Scored)), ignoreCase: true),
            Limit = values.TryGetValue("--limit", out string? limit) ? int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue,
            Threads = values.TryGetValue("--threads", out string? threads) ? int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture) : Environment.ProcessorCount,
            Adapter = values.GetValueOrDefault("--adapter"),
            Json = values.GetValueOrDefault("--json"),
        };

        string Required(string name) => values.TryGetValue(name, out string? value) ? value : throw new ArgumentException($"{name} is missing.");

        static string File(string path) => System.IO.File.Exists(path) ? path : throw new ArgumentException($"There is no file {path}.");
    }
}

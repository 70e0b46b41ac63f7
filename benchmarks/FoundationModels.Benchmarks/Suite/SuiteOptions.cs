namespace FoundationModels.Benchmarks.Suite;

/// <summary>The arguments of the command "suite".</summary>
internal sealed record SuiteOptions
{
    /// <summary>Gets one draft's folder of tests.</summary>
    public string Folder { get; private init; } = "";

    /// <summary>Gets the file of JSON lines, or null.</summary>
    public string? Json { get; private init; }

    /// <summary>Gets whether the results become what later runs are held to.</summary>
    public bool Updates { get; private init; }

    /// <summary>Gets whether every test that does not pass is printed.</summary>
    public bool IsVerbose { get; private init; }

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or missing.</exception>
    public static SuiteOptions Parse(IReadOnlyList<string> arguments)
    {
        SuiteOptions options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            options = name switch
            {
                "--json" => options with { Json = ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{name} needs a value.") },
                "--update" => options with { Updates = true },
                "--verbose" => options with { IsVerbose = true },
                _ when !name.StartsWith('-') && options.Folder.Length == 0 => options with { Folder = name },
                _ => throw new ArgumentException($"Unknown argument {name}."),
            };
        }

        return options.Folder.Length > 0 ? options : throw new ArgumentException("The folder is missing.");
    }
}

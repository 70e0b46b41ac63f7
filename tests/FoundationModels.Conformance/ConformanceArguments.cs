namespace FoundationModels.Conformance;

/// <summary>The command line of the runner: a command, its folder, and options that may repeat.</summary>
internal sealed class ConformanceArguments
{
    private readonly List<(string Name, string Value)> _options = [];

    /// <summary>Reads the arguments after the command's name.</summary>
    /// <exception cref="ArgumentException">An option has no value, or there is not exactly one folder.</exception>
    public ConformanceArguments(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        List<string> positional = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                positional.Add(arguments[i]);
            else if (i + 1 < arguments.Count)
                _options.Add((arguments[i][2..], arguments[++i]));
            else
                throw new ArgumentException($"The option {arguments[i]} needs a value.");
        }

        if (positional.Count != 1)
            throw new ArgumentException($"Expected one folder, got {positional.Count}.");
        Directory = positional[0];
    }

    /// <summary>Gets the folder of reference outputs.</summary>
    public string Directory { get; }

    /// <summary>All values of an option, in order.</summary>
    public IReadOnlyList<string> All(string name) => [.. _options.Where(o => o.Name == name).Select(o => o.Value)];

    /// <summary>The last value of an option, or null.</summary>
    public string? Value(string name) => All(name) is [.., string last] ? last : null;

    /// <summary>The comma-separated values of an option.</summary>
    public IReadOnlyList<string> Names(string name) =>
        [.. All(name).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}

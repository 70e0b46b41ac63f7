using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The option with values of the maker's own for an adapter's metadata.</summary>
internal sealed class MetadataArguments
{
    private readonly Option<string[]> _values = new("--metadata")
    {
        Description = "A value of the maker's own for the adapter's metadata; again for each further one.",
        HelpName = "NAME=TEXT",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_values);

    /// <summary>Reads what was given.</summary>
    /// <exception cref="UsageException">A value has no name, or one that was given before.</exception>
    public IReadOnlyDictionary<string, string> Read(ParseResult result)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string text in result.GetValue(_values) ?? [])
        {
            int sign = text.IndexOf('=');
            if (sign < 1)
                throw new UsageException($"--metadata {text}: it has to be NAME=TEXT.");
            if (!values.TryAdd(text[..sign], text[(sign + 1)..]))
                throw new UsageException($"--metadata {text}: '{text[..sign]}' was given before.");
        }

        return values;
    }
}

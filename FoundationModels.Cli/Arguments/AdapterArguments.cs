using System.CommandLine;
using System.Globalization;

namespace FoundationModels.Cli.Arguments;

/// <summary>The option that adds adapters to a model.</summary>
internal sealed class AdapterArguments
{
    private readonly Option<string[]> _adapters = new("--adapter", "-a")
    {
        Description = "An adapter, with =N to let it act more or less than 1; again for each further one.",
        HelpName = "PATH[=N]",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_adapters);

    /// <summary>Reads what was given.</summary>
    /// <exception cref="UsageException">A weight is not a number.</exception>
    public IReadOnlyList<AdapterChoice> Read(ParseResult result) => [.. (result.GetValue(_adapters) ?? []).Select(Read)];

    private static AdapterChoice Read(string text)
    {
        // A path may have the sign as well.
        int sign = Path.Exists(text) ? -1 : text.LastIndexOf('=');
        if (sign < 0)
            return new AdapterChoice(text, 1);
        return double.TryParse(text.AsSpan(sign + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && float.IsFinite((float)weight)
            ? new AdapterChoice(text[..sign], weight)
            : throw new UsageException($"--adapter {text}: '{text[(sign + 1)..]}' is not a number.");
    }
}

using System.CommandLine;
using System.Globalization;

using FoundationModels.Adapters;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter info</c>: shows what an adapter says of itself and what is in it.</summary>
internal sealed class AdapterInfoCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string> _adapter = new("adapter") { Description = "The adapter." };

    /// <summary>Initializes the verb.</summary>
    public AdapterInfoCommand(FmEnvironment environment)
        : base("info", "Show what an adapter is.")
    {
        _environment = environment;
        Arguments.Add(_adapter);
        SetAction(Run);
    }

    private void Run(ParseResult result)
    {
        AdapterPackage package = AdapterPackage.Load(result.GetRequiredValue(_adapter));
        AdapterMetadata metadata = package.Metadata;
        long values = package.Updates.Sum(u => (long)u.A.Length + u.B.Length);
        Write("name", metadata.Identifier);
        Write("description", metadata.Description);
        Write("author", metadata.Author);
        Write("licence", metadata.License);
        Write("rank", metadata.Rank.ToString(CultureInfo.InvariantCulture));
        Write("maps", string.Create(CultureInfo.InvariantCulture, $"{package.Updates.Count} ({string.Join(", ", metadata.TargetModules)}), {values:N0} values"));
        Write("memory", ByteSize.Format(values * sizeof(float)));
        Write("model", metadata.BaseModelSignature);
        Write("weights", metadata.WeightsSha256);
        foreach ((string name, string value) in metadata.CreatorDefined.OrderBy(p => p.Key, StringComparer.Ordinal))
            Write(name, value);
    }

    private void Write(string name, string? value)
    {
        if (value is not null)
            _environment.Streams.Output.WriteLine($"{name + ":",-14} {value.ReplaceLineEndings(" ")}");
    }
}

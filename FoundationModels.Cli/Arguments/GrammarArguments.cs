using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The options that say how JSON may be spelled.</summary>
internal sealed class GrammarArguments
{
    private readonly Option<PropertyOrder> _order = new("--order")
    {
        Description = "The order of properties: declared or any.",
        DefaultValueFactory = _ => PropertyOrder.Declared,
    };

    private readonly Option<WhitespaceKind> _whitespace = new("--whitespace")
    {
        Description = "Where white space may stand: natural, compact, pretty or any.",
        DefaultValueFactory = _ => WhitespaceKind.Natural,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_order);
        command.Options.Add(_whitespace);
    }

    /// <summary>Reads what was given.</summary>
    public GrammarOptions Read(ParseResult result) => new()
    {
        PropertyOrder = result.GetValue(_order),
        Whitespace = result.GetValue(_whitespace) switch
        {
            WhitespaceKind.Compact => WhitespacePolicy.Compact,
            WhitespaceKind.Pretty => WhitespacePolicy.Pretty(),
            WhitespaceKind.Any => WhitespacePolicy.Any(),
            _ => WhitespacePolicy.Natural,
        },
    };
}

using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The options that say which form an answer has to have.</summary>
internal sealed class FormArguments
{
    private readonly Option<string?> _schema = new("--schema") { Description = "Answer with JSON that follows this JSON Schema.", HelpName = "FILE" };

    private readonly Option<string?> _grammar = new("--grammar")
    {
        Description = "Answer with text of this grammar, in Lark's or GBNF's notation.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_schema);
        command.Options.Add(_grammar);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_schema) is not null && result.GetResult(_grammar) is not null)
                result.AddError("--schema cannot be combined with --grammar: an answer has one form.");
            if (result.GetResult("--stop") is not null && (result.GetResult(_schema) ?? result.GetResult(_grammar)) is not null)
                result.AddError("--stop cannot be combined with --schema or --grammar: these say where an answer ends.");
        });
    }

    /// <summary>Reads the form. What a model cannot be held to is refused here, before a model is loaded.</summary>
    /// <exception cref="GrammarException">It cannot be enforced.</exception>
    public async Task<ResponseForm> ReadAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_schema) is { } schemaFile)
        {
            string json = await TextFile.ReadAsync(schemaFile, cancellationToken);
            GenerationSchema schema = GenerationSchema.FromJsonSchema(json);
            new GrammarCompiler().Compile(Grammar.JsonSchema(json), cancellationToken);
            return new ResponseForm(schema, null);
        }

        if (result.GetValue(_grammar) is { } grammarFile)
        {
            Grammar grammar = Grammar.Ebnf(await TextFile.ReadAsync(grammarFile, cancellationToken));
            new GrammarCompiler().Compile(grammar, cancellationToken);
            return new ResponseForm(null, grammar);
        }

        return ResponseForm.Free;
    }
}

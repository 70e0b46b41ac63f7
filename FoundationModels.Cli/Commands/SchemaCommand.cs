using System.CommandLine;
using System.Text.Json;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Cli.Schemas;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm schema</c>: a JSON Schema as it is understood, and what a model that follows it can write.</summary>
internal sealed class SchemaCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string> _file = new("file") { Description = "A JSON Schema of draft 04 to 2020-12." };
    private readonly GrammarArguments _grammar = new();
    private readonly Option<string?> _check = new("--check") { Description = "Check a JSON text against the schema; '-' is standard input.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON value: the schema as it was read, or the outcome of the check." };

    /// <summary>Initializes the verb.</summary>
    public SchemaCommand(FmEnvironment environment)
        : base("schema", "Show a JSON Schema and its grammar, or check a JSON text.")
    {
        _environment = environment;
        Arguments.Add(_file);
        Options.Add(_check);
        _grammar.AddTo(this);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        StandardStreams streams = _environment.Streams;
        string schema = await TextFile.ReadAsync(result.GetRequiredValue(_file), cancellationToken);
        GrammarOptions options = _grammar.Read(result);
        var output = new TerminalText(streams.Output, streams.IsOutputTerminal);
        if (result.GetValue(_check) is { } file)
        {
            string instance = file == "-"
                ? await TextFile.ReadToEndAsync(streams.Input, "standard input", cancellationToken)
                : await TextFile.ReadAsync(file, cancellationToken);
            InstanceCheck check = InstanceCheck.Run(schema, instance, options, cancellationToken);
            Write(result, output, json => InstanceReport.Write(json, check), () => InstanceReport.Write(check));
            return check.IsValid ? ExitCode.Success : ExitCode.Failure;
        }

        // Compiling comes first: a schema that no model can be held to is not shown as if one could.
        CompiledGrammar grammar = new GrammarCompiler(options).Compile(Grammar.JsonSchema(schema), cancellationToken);
        SchemaNode node = SchemaReader.Read(schema, cancellationToken: cancellationToken);
        Write(result, output, json => json.WriteRawValue(JsonSchemaWriter.Write(node)), () => SchemaTree.Write(node) + "\n" + GrammarPreview.Write(grammar, options));
        return ExitCode.Success;
    }

    private void Write(ParseResult result, TerminalText output, Action<Utf8JsonWriter> json, Func<string> text)
    {
        if (result.GetValue(_json))
            JsonOutput.Write(_environment.Streams.Output, json);
        else
            output.Write(text());
    }
}

using System.Text;

using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Machine;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Cli.Schemas;

/// <summary>Whether a JSON text fits a schema, and whether the grammar takes it as it is spelled.</summary>
/// <param name="Errors">Why it does not fit.</param>
/// <param name="Stop">The offset in bytes of what the grammar does not take, the length where the text ends too early, or null where it takes all.</param>
/// <param name="Refusal">Why there is no grammar, or null.</param>
internal sealed record InstanceCheck(IReadOnlyList<ValidationError> Errors, int? Stop, string? Refusal)
{
    private static readonly ValidationOptions Options = new() { HasFormat = HasFormat, MaximumErrors = 20 };

    /// <summary>Gets whether the text fits the schema.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>Checks a text.</summary>
    /// <param name="schema">The schema as JSON text.</param>
    /// <param name="instance">The text.</param>
    /// <param name="options">How JSON may be spelled.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GrammarRefusal">The schema is none.</exception>
    public static InstanceCheck Run(string schema, string instance, GrammarOptions options, CancellationToken cancellationToken)
    {
        SchemaNode node = SchemaReader.Read(schema, cancellationToken: cancellationToken);
        if (Read(instance, out GrammarRefusal? fault) is not { } literal)
            return new InstanceCheck([new ValidationError(fault!.Pointer, "", fault.Reason)], null, null);
        ValidationResult result = SchemaValidator.Validate(node, literal, Options, cancellationToken);
        if (!result.IsValid)
            return new InstanceCheck(result.Errors, null, null);
        try
        {
            CompiledGrammar grammar = new GrammarCompiler(options).Compile(Grammar.JsonSchema(schema), cancellationToken);
            return new InstanceCheck([], StopOf(grammar.Start, Encoding.UTF8.GetBytes(instance.Trim('\r', '\n')), cancellationToken), null);
        }
        catch (Exception e) when (e is GrammarException or GrammarRefusal)
        {
            return new InstanceCheck([], null, e.Message);
        }
    }

    private static JsonLiteral? Read(string instance, out GrammarRefusal? fault)
    {
        try
        {
            fault = null;
            return JsonLiteralReader.Read(instance);
        }
        catch (GrammarRefusal e)
        {
            fault = e;
            return null;
        }
    }

    private static int? StopOf(GrammarState start, byte[] text, CancellationToken cancellationToken)
    {
        GrammarState state = start;
        for (int i = 0; i < text.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (state.Step(text[i]) is not { } next)
                return i;
            state = next;
        }

        return state.IsAccepting ? null : text.Length;
    }

    private static bool HasFormat(string format, string text) => TextFormats.Find(format) is not { } automaton || automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0;
}

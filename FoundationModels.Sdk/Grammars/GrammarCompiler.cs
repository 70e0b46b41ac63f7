using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Ebnf;
using FoundationModels.Grammars.Machine;
using FoundationModels.Grammars.Regex;

namespace FoundationModels;

/// <summary>Makes grammars ready for use. Stateless: one serves all threads.</summary>
/// <param name="options">How grammars are compiled; null for <see cref="GrammarOptions.Default"/>.</param>
public sealed class GrammarCompiler(GrammarOptions? options = null)
{
    private readonly GrammarOptions _options = options ?? GrammarOptions.Default;

    private AutomatonLimits AutomatonLimits => new(MaximumStates: _options.Limits.MaximumAutomatonStates);

    /// <summary>Compiles a grammar.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GrammarException">Something in the grammar is wrong or cannot be enforced exactly; the exception says where and why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CompiledGrammar Compile(Grammar grammar, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new CompiledGrammar(MachineOf(grammar, cancellationToken));
        }
        catch (GrammarRefusal e)
        {
            throw new GrammarException(e.Pointer, e.Reason, e);
        }
    }

    // What the other options say, the machine does.
    private bool ReadsSchemasAsImagesDo => _options.Limits == GrammarOptions.Default.Limits && _options.Formats == GrammarOptions.Default.Formats && _options.DefaultDraft == GrammarOptions.Default.DefaultDraft;

    private JsonMachine MachineOf(JsonSchemaGrammar json, Lock? gate, CancellationToken cancellationToken)
        => (json.Image.IsEmpty || !ReadsSchemasAsImagesDo ? null : JsonMachines.Make(json.Image.Span, _options, gate)) ?? JsonMachines.Make(json.Schema, _options, gate, cancellationToken);

    private GrammarMachine MachineOf(Grammar grammar, CancellationToken cancellationToken) => grammar switch
    {
        JsonSchemaGrammar json => MachineOf(json, null, cancellationToken),
        ToolCallGrammar tools => new ToolCallMachine(tools, MachineOf, tools.Answer is { } answer ? MachineOf(answer, cancellationToken) : null, cancellationToken),
        EbnfTextGrammar ebnf => new EbnfMachine(EbnfCompiler.Compile(ebnf.Source, AutomatonLimits, cancellationToken)),
        RegexGrammar regex => LanguageMachine.Of(PatternAutomaton.CompileWhole(regex.Pattern, AutomatonLimits, cancellationToken)),
        ChoiceGrammar choice => LanguageMachine.Of(ByteAutomaton.OfTexts(choice.Texts)),
        FreeTextGrammar text => LanguageMachine.OfLength(text.MaximumLength),
        _ => throw new NotSupportedException($"Grammars of the kind {grammar.GetType().Name} are not known."),
    };
}

namespace FoundationModels.Grammars.Machine;

/// <summary>Around the value stands other text, which an automaton of its own follows.</summary>
internal sealed class ContinuationFrame(JsonMachine machine, GrammarState behind) : JsonFrame(machine, 0)
{
    private BehindValueState? _done;

    /// <summary>Gets the state behind the value.</summary>
    public GrammarState Behind { get; } = behind;

    /// <inheritdoc/>
    public override JsonState Done(int answers, in JsonContext context) => _done ??= new BehindValueState(Machine, this);
}

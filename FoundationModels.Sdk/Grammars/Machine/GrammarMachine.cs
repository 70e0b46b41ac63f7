namespace FoundationModels.Grammars.Machine;

/// <summary>The automaton of one grammar. It is built as it is walked.</summary>
internal abstract class GrammarMachine
{
    /// <summary>Gets the state before the first byte.</summary>
    public abstract GrammarState Start { get; }
}

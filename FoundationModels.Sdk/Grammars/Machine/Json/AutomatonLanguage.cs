using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>The language of an automaton.</summary>
internal sealed class AutomatonLanguage(ByteAutomaton automaton) : TextLanguage
{
    /// <summary>Gets the language of all texts.</summary>
    public static AutomatonLanguage AnyText { get; } = new(ByteAutomaton.AnyText);

    /// <summary>Gets the automaton.</summary>
    public ByteAutomaton Automaton { get; } = automaton;

    /// <inheritdoc/>
    public override int Start => 0;

    /// <inheritdoc/>
    public override bool IsOpen => ReferenceEquals(Automaton, ByteAutomaton.AnyText);

    /// <inheritdoc/>
    public override bool IsFree(int state) => state == Automaton.AnyTextState;

    /// <inheritdoc/>
    public override int Next(int state, byte value) => Automaton.Next(state, value);

    /// <inheritdoc/>
    public override int Label(int state) => Automaton.Label(state);

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state) => (Automaton.ContentHash, state);

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => Automaton.AppendShortestSuffix(state, output);
}

using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>The language of an automaton.</summary>
internal sealed class AutomatonLanguage(ByteAutomaton automaton) : TextLanguage
{
    /// <summary>Gets the language of all texts.</summary>
    public static AutomatonLanguage AnyText { get; } = new(ByteAutomaton.AnyText);

    /// <inheritdoc/>
    public override int Start => 0;

    /// <inheritdoc/>
    public override bool IsOpen => ReferenceEquals(automaton, ByteAutomaton.AnyText);

    /// <inheritdoc/>
    public override int Next(int state, byte value) => automaton.Next(state, value);

    /// <inheritdoc/>
    public override int Label(int state) => automaton.Label(state);

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state) => (automaton.ContentHash, state);

    /// <inheritdoc/>
    public override bool IsFree(int state) => state == 0 && IsOpen;

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => automaton.AppendShortestSuffix(state, output);
}

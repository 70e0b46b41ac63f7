using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>An automaton within a grammar.</summary>
internal sealed class EbnfTerminal
{
    private readonly ByteSet[] _bytes;

    /// <summary>Takes an automaton.</summary>
    public EbnfTerminal(ByteAutomaton automaton)
    {
        Automaton = automaton;
        _bytes = new ByteSet[automaton.ClassCount];
        for (int value = 0; value < 256; value++)
            _bytes[automaton.Classes[value]].Add((byte)value);
    }

    /// <summary>Gets the automaton.</summary>
    public ByteAutomaton Automaton { get; }

    /// <summary>Gets whether it accepts the empty text.</summary>
    public bool IsNullable => Automaton.Label(0) >= 0;

    /// <summary>Whether texts go on from a state.</summary>
    public bool GoesOn(int state) => !Automaton.EdgeTargets(state).IsEmpty;

    /// <summary>Puts the bytes with which texts go on from a state into a set.</summary>
    public void AddLiveBytes(int state, ref ByteSet live)
    {
        foreach (byte byteClass in Automaton.EdgeClasses(state))
            live.Add(_bytes[byteClass]);
    }
}

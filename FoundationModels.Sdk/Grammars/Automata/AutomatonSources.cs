namespace FoundationModels.Grammars.Automata;

/// <summary>For each state of an automaton, the states with an edge to it.</summary>
internal sealed class AutomatonSources
{
    private readonly int[] _start;
    private readonly int[] _sources;

    /// <summary>Sorts the edges of an automaton.</summary>
    public AutomatonSources(ByteAutomaton automaton)
    {
        int count = automaton.StateCount;
        _start = new int[count + 1];
        for (int state = 0; state < count; state++)
        {
            foreach (int target in automaton.EdgeTargets(state))
                _start[target]++;
        }
        for (int state = 1; state <= count; state++)
            _start[state] += _start[state - 1];
        _sources = new int[_start[count]];
        for (int state = 0; state < count; state++)
        {
            foreach (int target in automaton.EdgeTargets(state))
                _sources[--_start[target]] = state;
        }
    }

    /// <summary>The states with an edge to this one, once for each edge.</summary>
    public ReadOnlySpan<int> Of(int state) => new(_sources, _start[state], _start[state + 1] - _start[state]);
}

namespace FoundationModels.Grammars.Automata;

/// <summary>The edges of a table by the state that they lead to.</summary>
internal sealed class ReverseEdges
{
    private readonly int[] _start;
    private readonly int[] _edges;
    private readonly int[] _sources;

    /// <summary>Sorts the edges of a table.</summary>
    public ReverseEdges(AutomatonTable table)
    {
        ReadOnlySpan<int> targets = table.EdgeTargets, rows = table.Rows;
        _start = new int[table.StateCount + 1];
        _edges = new int[targets.Length];
        _sources = new int[targets.Length];
        foreach (int target in targets)
            _start[target]++;
        for (int state = 1; state <= table.StateCount; state++)
            _start[state] += _start[state - 1];
        for (int state = table.StateCount - 1; state >= 0; state--)
        {
            for (int edge = rows[state + 1] - 1; edge >= rows[state]; edge--)
            {
                _sources[edge] = state;
                _edges[--_start[targets[edge]]] = edge;
            }
        }
    }

    /// <summary>The edges that lead to a state.</summary>
    public ReadOnlySpan<int> Into(int state) => new(_edges, _start[state], _start[state + 1] - _start[state]);

    /// <summary>The state that an edge comes from.</summary>
    public int Source(int edge) => _sources[edge];
}

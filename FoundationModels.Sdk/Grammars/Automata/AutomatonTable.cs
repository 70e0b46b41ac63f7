namespace FoundationModels.Grammars.Automata;

/// <summary>A deterministic automaton under construction: rows of edges, in order of their states, each row in order of its classes.</summary>
/// <param name="classes">For each byte, its class.</param>
/// <param name="classCount">How many classes there are.</param>
/// <param name="capacity">About how many edges are coming.</param>
internal sealed class AutomatonTable(byte[] classes, int classCount, int capacity = 64)
{
    private readonly IntList _rows = NewRows();
    private readonly IntList _labels = new();
    private readonly IntList _edgeClasses = new(capacity);
    private readonly IntList _edgeTargets = new(capacity);

    /// <summary>Gets for each byte its class.</summary>
    public byte[] Classes { get; } = classes;

    /// <summary>Gets how many classes there are.</summary>
    public int ClassCount { get; } = classCount;

    /// <summary>Gets how many states there are.</summary>
    public int StateCount => _labels.Count;

    /// <summary>Gets how many edges there are.</summary>
    public int EdgeCount => _edgeTargets.Count;

    /// <summary>Gets the label of each state, -1 for those that don't accept.</summary>
    public ReadOnlySpan<int> Labels => _labels.Span;

    /// <summary>Gets the first edge of each state, and how many edges there are.</summary>
    public ReadOnlySpan<int> Rows => _rows.Span;

    /// <summary>Gets the classes of all edges.</summary>
    public ReadOnlySpan<int> EdgeClasses => _edgeClasses.Span;

    /// <summary>Gets the targets of all edges.</summary>
    public ReadOnlySpan<int> EdgeTargets => _edgeTargets.Span;

    /// <summary>Starts the row of the next state. The first one is the start.</summary>
    /// <param name="label">Its label, or -1.</param>
    public void AddState(int label)
    {
        _labels.Add(label);
        _rows.Add(EdgeCount);
    }

    /// <summary>Adds an edge to the newest state. Classes come in rising order.</summary>
    public void AddEdge(int byteClass, int target)
    {
        _edgeClasses.Add(byteClass);
        _edgeTargets.Add(target);
        _rows[StateCount]++;
    }

    /// <summary>The smallest automaton of this language.</summary>
    public ByteAutomaton ToMinimal()
    {
        var trimmed = AutomatonTrimmer.Trim(this);
        return trimmed.StateCount == 0 ? ByteAutomaton.Empty : AutomatonCanonicalizer.ToAutomaton(AutomatonMinimizer.Minimize(trimmed));
    }

    private static IntList NewRows()
    {
        var rows = new IntList();
        rows.Add(0);
        return rows;
    }
}

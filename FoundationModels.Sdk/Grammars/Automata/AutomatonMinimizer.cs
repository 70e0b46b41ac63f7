namespace FoundationModels.Grammars.Automata;

/// <summary>
/// Joins equivalent states by refining states and edges in turn (Valmari and Lehtinen, "Efficient minimization of DFAs with partial transition functions", 2008):
/// O(edges · log states), also for long chains, where refining in rounds would be quadratic.
/// </summary>
internal static class AutomatonMinimizer
{
    /// <summary>The table with one state for each different future.</summary>
    /// <param name="table">A table without useless states.</param>
    public static AutomatonTable Minimize(AutomatonTable table)
    {
        var states = new RefinablePartition(LabelKeys(table, out int keyCount), keyCount);
        Refine(table, states);
        return states.SetCount == table.StateCount ? table : Quotient(table, states);
    }

    private static void Refine(AutomatonTable table, RefinablePartition states)
    {
        var edges = new RefinablePartition(table.EdgeClasses, table.ClassCount);
        var backwards = new ReverseEdges(table);
        // The first set of states needs no turn of its own: being no target in any other set says the same.
        for (int edgeSet = 0, stateSet = 1; edgeSet < edges.SetCount; edgeSet++)
        {
            foreach (int edge in edges.Members(edgeSet))
                states.Mark(backwards.Source(edge));
            states.Split();
            for (; stateSet < states.SetCount; stateSet++)
            {
                foreach (int state in states.Members(stateSet))
                {
                    foreach (int edge in backwards.Into(state))
                        edges.Mark(edge);
                }
                edges.Split();
            }
        }
    }

    private static int[] LabelKeys(AutomatonTable table, out int keyCount)
    {
        var keys = new int[table.StateCount];
        keyCount = 1;
        var labels = table.Labels;
        Dictionary<int, int>? known = null;
        for (int state = 0; state < keys.Length; state++)
        {
            int label = labels[state];
            if (label < 0)
                continue;
            known ??= [];
            if (!known.TryGetValue(label, out int key))
                known.Add(label, key = keyCount++);
            keys[state] = key;
        }
        return keys;
    }

    private static AutomatonTable Quotient(AutomatonTable table, RefinablePartition states)
    {
        var result = new AutomatonTable(table.Classes, table.ClassCount);
        int start = states.SetOf(0);
        ReadOnlySpan<int> classes = table.EdgeClasses, targets = table.EdgeTargets, rows = table.Rows;
        for (int row = 0; row < states.SetCount; row++)
        {
            int state = states.Members(Swapped(row, start))[0];
            result.AddState(table.Labels[state]);
            for (int edge = rows[state]; edge < rows[state + 1]; edge++)
                result.AddEdge(classes[edge], Swapped(states.SetOf(targets[edge]), start));
        }
        return result;
    }

    // The set with the start becomes number 0, and the other way round.
    private static int Swapped(int set, int start) => set == start ? 0 : set == 0 ? start : set;
}

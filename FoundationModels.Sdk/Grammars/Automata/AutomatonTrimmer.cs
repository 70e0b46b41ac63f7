namespace FoundationModels.Grammars.Automata;

/// <summary>Removes states that can't be reached, and states from which nothing is accepted.</summary>
internal static class AutomatonTrimmer
{
    /// <summary>The table without useless states; without any state when the language is empty.</summary>
    public static AutomatonTable Trim(AutomatonTable table)
    {
        int count = table.StateCount;
        var number = new int[count];
        int useful = count == 0 ? 0 : MarkUseful(table, number);
        if (useful == count)
            return table;
        var result = new AutomatonTable(table.Classes, table.ClassCount, table.EdgeCount);
        if (useful == 0 || number[0] == 0)
            return result;
        ReadOnlySpan<int> classes = table.EdgeClasses, targets = table.EdgeTargets, rows = table.Rows;
        int next = 0;
        for (int state = 0; state < count; state++)
            number[state] = number[state] == 0 ? -1 : next++;
        for (int state = 0; state < count; state++)
        {
            if (number[state] < 0)
                continue;
            result.AddState(table.Labels[state]);
            for (int edge = rows[state]; edge < rows[state + 1]; edge++)
            {
                int target = number[targets[edge]];
                if (target >= 0)
                    result.AddEdge(classes[edge], target);
            }
        }
        return result;
    }

    // Marks with 1 what can be reached and can accept, and counts it.
    private static int MarkUseful(AutomatonTable table, int[] mark)
    {
        int count = table.StateCount;
        ReadOnlySpan<int> targets = table.EdgeTargets, rows = table.Rows, labels = table.Labels;
        var queue = new int[count];
        int tail = 1;
        mark[0] = 1;
        for (int head = 0; head < tail; head++)
        {
            for (int edge = rows[queue[head]]; edge < rows[queue[head] + 1]; edge++)
            {
                if (mark[targets[edge]] == 0)
                {
                    mark[targets[edge]] = 1;
                    queue[tail++] = targets[edge];
                }
            }
        }
        var backwards = new ReverseEdges(table);
        int useful = 0;
        for (int state = 0; state < count; state++)
        {
            if (mark[state] == 1 && labels[state] >= 0)
            {
                mark[state] = 2;
                queue[useful++] = state;
            }
        }
        for (int head = 0; head < useful; head++)
        {
            foreach (int edge in backwards.Into(queue[head]))
            {
                int source = backwards.Source(edge);
                if (mark[source] == 1)
                {
                    mark[source] = 2;
                    queue[useful++] = source;
                }
            }
        }
        for (int state = 0; state < count; state++)
            mark[state] = mark[state] == 2 ? 1 : 0;
        return useful;
    }
}

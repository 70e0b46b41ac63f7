namespace FoundationModels.Grammars.Automata;

/// <summary>Gives a minimal table its one form: bytes that act alike share a class, and states are numbered breadth first in order of bytes.</summary>
internal static class AutomatonCanonicalizer
{
    /// <summary>The automaton of a minimal table.</summary>
    public static ByteAutomaton ToAutomaton(AutomatonTable table)
    {
        var representative = MergeColumns(table, out var classes, out int classCount);
        int count = table.StateCount;
        var number = new int[count];
        var order = new int[count];
        var rows = new int[count + 1];
        var edgeClasses = new byte[table.EdgeCount];
        var edgeTargets = new int[table.EdgeCount];
        var labels = new int[count];
        int known = 1, edges = 0;
        number[0] = 1;
        var sorted = new int[classCount];
        ReadOnlySpan<int> oldClasses = table.EdgeClasses, oldTargets = table.EdgeTargets, oldLabels = table.Labels, oldRows = table.Rows;
        for (int state = 0; state < known; state++)
        {
            int old = order[state];
            labels[state] = oldLabels[old];
            for (int edge = oldRows[old], end = oldRows[old + 1]; edge < end; edge++)
            {
                int merged = representative[oldClasses[edge]];
                if (merged >= 0)
                    sorted[merged] = oldTargets[edge] + 1;
            }
            for (int merged = 0; merged < classCount; merged++)
            {
                int target = sorted[merged] - 1;
                if (target < 0)
                    continue;
                sorted[merged] = 0;
                if (number[target] == 0)
                {
                    order[known] = target;
                    number[target] = ++known;
                }
                edgeClasses[edges] = (byte)merged;
                edgeTargets[edges++] = number[target] - 1;
            }
            rows[state + 1] = edges;
        }
        Array.Resize(ref edgeClasses, edges);
        Array.Resize(ref edgeTargets, edges);
        return new ByteAutomaton(classes, classCount, labels, rows, edgeClasses, edgeTargets);
    }

    // For each old class: its new number if it speaks for a new class, or -1. New classes are numbered by their first byte.
    private static int[] MergeColumns(AutomatonTable table, out byte[] classes, out int classCount)
    {
        var columns = new AutomatonColumns(table);
        var speaker = new int[table.ClassCount];
        var result = new int[table.ClassCount];
        for (int old = 0; old < speaker.Length; old++)
        {
            result[old] = -1;
            speaker[old] = old;
            for (int earlier = 0; earlier < old; earlier++)
            {
                if (speaker[earlier] == earlier && columns.AreEqual(earlier, old))
                {
                    speaker[old] = earlier;
                    break;
                }
            }
        }
        classes = new byte[256];
        classCount = 0;
        for (int value = 0; value < 256; value++)
        {
            int old = speaker[table.Classes[value]];
            if (result[old] < 0)
                result[old] = classCount++;
            classes[value] = (byte)result[old];
        }
        return result;
    }
}

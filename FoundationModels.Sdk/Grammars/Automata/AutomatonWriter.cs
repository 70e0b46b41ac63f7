namespace FoundationModels.Grammars.Automata;

/// <summary>Writes automata: numbers of seven bits a byte, runs of byte classes, then each row.</summary>
/// <remarks>
/// A row is how many runs it has and whether it accepts, its label if so, and its runs: classes one behind the other with the same target. Most runs begin at the next class and
/// lead to the next new state, which takes one byte.
/// </remarks>
internal sealed class AutomatonWriter(BinaryWriter writer)
{
    // The length of a run has six bits.
    private const int LongestRun = 64;

    /// <summary>Writes an automaton.</summary>
    public void Write(ByteAutomaton automaton)
    {
        Number(automaton.StateCount);
        if (automaton.IsEmpty)
            return;
        WriteClasses(automaton.Classes);
        int known = 1;
        for (int state = 0; state < automaton.StateCount; state++)
            WriteRow(automaton, state, ref known);
    }

    private void WriteRow(ByteAutomaton automaton, int state, ref int known)
    {
        var classes = automaton.EdgeClasses(state);
        var targets = automaton.EdgeTargets(state);
        int label = automaton.Label(state), runs = 0;
        for (int start = 0; start < classes.Length; start += RunLength(classes, targets, start))
            runs++;
        Number((runs << 1) | (label >= 0 ? 1 : 0));
        if (label >= 0)
            Number(label);
        for (int start = 0, next = 0, length; start < classes.Length; start += length)
        {
            length = RunLength(classes, targets, start);
            int gap = classes[start] - next, target = targets[start];
            bool isNew = target == known;
            writer.Write((byte)(((length - 1) << 2) | (gap > 0 ? 2 : 0) | (isNew ? 0 : 1)));
            if (gap > 0)
                writer.Write((byte)gap);
            if (isNew)
                known++;
            else
                Number(target);
            next = classes[start] + length;
        }
    }

    private static int RunLength(ReadOnlySpan<byte> classes, ReadOnlySpan<int> targets, int start)
    {
        int end = start + 1;
        while (end < classes.Length && end - start < LongestRun && classes[end] == classes[end - 1] + 1 && targets[end] == targets[start])
            end++;
        return end - start;
    }

    private void WriteClasses(ReadOnlySpan<byte> classes)
    {
        for (int start = 0, end; start < 256; start = end)
        {
            for (end = start + 1; end < 256 && classes[end] == classes[start];)
                end++;
            writer.Write(classes[start]);
            writer.Write((byte)(end - start - 1));
        }
    }

    private void Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
            writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }
}

namespace FoundationModels.Grammars.Automata;

/// <summary>Writes automata: numbers of seven bits a byte, runs of byte classes, then each row.</summary>
internal sealed class AutomatonWriter(BinaryWriter writer)
{
    /// <summary>Writes an automaton.</summary>
    public void Write(ByteAutomaton automaton)
    {
        Number(automaton.StateCount);
        if (automaton.IsEmpty)
            return;
        WriteClasses(automaton.Classes);
        for (int state = 0; state < automaton.StateCount; state++)
        {
            var classes = automaton.EdgeClasses(state);
            var targets = automaton.EdgeTargets(state);
            Number(automaton.Label(state) + 1);
            Number(classes.Length);
            for (int edge = 0; edge < classes.Length; edge++)
            {
                writer.Write(classes[edge]);
                Number(targets[edge]);
            }
        }
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

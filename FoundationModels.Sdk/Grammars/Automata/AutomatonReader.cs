namespace FoundationModels.Grammars.Automata;

/// <summary>Reads automata and checks what the rest relies on.</summary>
internal sealed class AutomatonReader(BinaryReader reader)
{
    private const int MaximumStates = 1 << 24;

    /// <summary>Reads an automaton.</summary>
    /// <exception cref="InvalidDataException">The bytes are no automaton.</exception>
    public ByteAutomaton Read()
    {
        try
        {
            int count = Number();
            return count == 0 ? ByteAutomaton.Empty : ReadRows(Bounded(count, MaximumStates));
        }
        catch (EndOfStreamException end)
        {
            throw new InvalidDataException("An automaton is cut short.", end);
        }
    }

    private ByteAutomaton ReadRows(int count)
    {
        var classes = ReadClasses(out int classCount);
        // Lists grow with what is there to read: a count alone reserves nothing.
        IntList labels = new(), rows = new(), targets = new();
        var edgeClasses = new List<byte>();
        rows.Add(0);
        int known = 1;
        for (int state = 0; state < count; state++)
        {
            if (state >= known)
                throw new InvalidDataException("A state of an automaton can't be reached.");
            int header = Number();
            labels.Add((header & 1) != 0 ? Number() : -1);
            for (int run = header >> 1, next = 0; run > 0; run--)
            {
                byte start = reader.ReadByte();
                int first = next + ((start & 2) != 0 ? reader.ReadByte() : 0), target = (start & 1) != 0 ? Number() : known;
                // Breadth first: a target that was not seen before is the next number.
                if (target > known || target >= count || first + (start >> 2) >= classCount)
                    throw new InvalidDataException("An edge of an automaton is out of order.");
                known += target == known ? 1 : 0;
                for (next = first; next <= first + (start >> 2); next++)
                {
                    edgeClasses.Add((byte)next);
                    targets.Add(target);
                }
            }
            rows.Add(targets.Count);
        }
        var result = new ByteAutomaton(classes, classCount, labels.ToArray(), rows.ToArray(), edgeClasses.ToArray(), targets.ToArray());
        if (Array.IndexOf(result.FindDistances(), -1) >= 0)
            throw new InvalidDataException("A state of an automaton has no end.");
        return result;
    }

    private byte[] ReadClasses(out int classCount)
    {
        var classes = new byte[256];
        classCount = 0;
        for (int start = 0; start < 256;)
        {
            byte byteClass = reader.ReadByte();
            int end = start + reader.ReadByte() + 1;
            if (byteClass > classCount || end > 256)
                throw new InvalidDataException("The classes of an automaton are out of order.");
            classCount = Math.Max(classCount, byteClass + 1);
            for (; start < end; start++)
                classes[start] = byteClass;
        }
        return classes;
    }

    private int Number()
    {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = reader.ReadByte();
            if (shift == 28 && part > 7)
                break;
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        throw new InvalidDataException("A number of an automaton is too long.");
    }

    private static int Bounded(int value, int maximum) =>
        value <= maximum ? value : throw new InvalidDataException($"An automaton has {value} parts where at most {maximum} are possible.");
}

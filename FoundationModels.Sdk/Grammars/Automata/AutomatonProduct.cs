namespace FoundationModels.Grammars.Automata;

/// <summary>Runs several automata side by side and labels each combination of acceptances.</summary>
internal sealed class AutomatonProduct
{
    // Parts are cheap beside the rest of a step, but there may be thousands.
    private const int PartsPerStep = 16;

    private readonly IReadOnlyList<ByteAutomaton> _parts;
    private readonly Func<ulong[], int> _label;
    private readonly AutomatonBudget _budget;
    private readonly ulong[] _bits;

    /// <summary>Prepares a product.</summary>
    public AutomatonProduct(IReadOnlyList<ByteAutomaton> parts, Func<ulong[], int> label, AutomatonBudget budget)
    {
        (_parts, _label, _budget) = (parts, label, budget);
        _bits = new ulong[(parts.Count + 63) / 64];
    }

    /// <summary>The minimal automaton of the product.</summary>
    public ByteAutomaton Build()
    {
        var classes = JoinClasses(out var partClasses, out int classCount);
        bool deadIsUseful = _label(_bits) >= 0;
        var table = new AutomatonTable(classes, classCount);
        var vectors = new VectorTable(_parts.Count);
        var current = new int[_parts.Count];
        for (int part = 0; part < current.Length; part++)
            current[part] = _parts[part].IsEmpty ? ByteAutomaton.Dead : 0;
        vectors.Add(current);
        var next = new int[_parts.Count];
        for (int state = 0; state < vectors.Count; state++)
        {
            vectors[state].CopyTo(current);
            table.AddState(LabelOf(current));
            _budget.Spend(classCount * (1 + (next.Length / PartsPerStep)));
            for (int joined = 0; joined < classCount; joined++)
            {
                bool alive = deadIsUseful;
                for (int part = 0; part < next.Length; part++)
                {
                    int from = current[part];
                    int target = from == ByteAutomaton.Dead ? ByteAutomaton.Dead : _parts[part].NextOfClass(from, partClasses[joined * next.Length + part]);
                    next[part] = target;
                    alive |= target != ByteAutomaton.Dead;
                }
                if (alive)
                    table.AddEdge(joined, vectors.Add(next));
            }
            _budget.CheckStates(vectors.Count);
        }
        return table.ToMinimal();
    }

    private int LabelOf(int[] vector)
    {
        Array.Clear(_bits, 0, _bits.Length);
        for (int part = 0; part < vector.Length; part++)
        {
            if (vector[part] != ByteAutomaton.Dead && _parts[part].Label(vector[part]) >= 0)
                _bits[part >> 6] |= 1UL << (part & 63);
        }
        return _label(_bits);
    }

    // Bytes are of one class when they are in every part.
    private byte[] JoinClasses(out byte[] partClasses, out int classCount)
    {
        var classes = new byte[256];
        var first = new List<int>();
        var known = new VectorTable(_parts.Count);
        var vector = new int[_parts.Count];
        for (int value = 0; value < 256; value++)
        {
            for (int part = 0; part < vector.Length; part++)
                vector[part] = _parts[part].Classes[value];
            classes[value] = (byte)known.Add(vector);
            if (known.Count > first.Count)
                first.Add(value);
        }
        classCount = known.Count;
        partClasses = new byte[classCount * vector.Length];
        for (int joined = 0; joined < classCount; joined++)
        {
            for (int part = 0; part < vector.Length; part++)
                partClasses[joined * vector.Length + part] = _parts[part].Classes[first[joined]];
        }
        return classes;
    }
}

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
    public ByteAutomaton Build() => Build(long.MaxValue)!;

    /// <summary>The minimal automaton of the product, or null where it takes more than some steps.</summary>
    /// <param name="maximumSteps">The most steps.</param>
    public ByteAutomaton? Build(long maximumSteps)
    {
        long steps = 0;
        var classes = new JoinedClasses(_parts);
        int classCount = classes.Count;
        bool deadIsUseful = _label(_bits) >= 0;
        var table = new AutomatonTable(classes.OfBytes, classCount);
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
            steps += classCount * (1 + (next.Length / PartsPerStep));
            if (steps > maximumSteps)
                return null;
            for (int joined = 0; joined < classCount; joined++)
            {
                bool alive = deadIsUseful;
                var partClasses = classes.InParts(joined);
                for (int part = 0; part < next.Length; part++)
                {
                    int from = current[part];
                    int target = from == ByteAutomaton.Dead ? ByteAutomaton.Dead : _parts[part].NextOfClass(from, partClasses[part]);
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
}

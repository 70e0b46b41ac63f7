using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Items that would make literals over an array true.</summary>
internal sealed class ArrayPlan(JsonMachine machine, long index)
{
    // All items that have to come are listed, and where they must differ, compared.
    private const int MostListed = 2_000;
    private const int MostDifferent = 48;

    private readonly FormulaPool _schemas = machine.Tables.Schemas;
    private readonly List<Formula> _items = [];
    private readonly List<ArrayAtom> _forbidden = [];
    private readonly List<ArrayAtom> _bounds = [];
    private bool _mustDiffer;
    private long _most = long.MaxValue;

    /// <summary>Gets what the items have to fit, in order. Items with the same formula may be equal, and where two of them must be, they are.</summary>
    public IReadOnlyList<Formula> Items => _items;

    /// <summary>Gets, where all items must differ, the values of those that could run short; null where they need not differ.</summary>
    public JsonLiteral?[]? Distinct { get; private set; }

    /// <summary>Looks for the items.</summary>
    /// <param name="literals">What has to become true.</param>
    /// <returns>Whether there are some.</returns>
    public bool TryMake(IReadOnlyList<Formula> literals)
    {
        List<ArrayAtom> demands = [];
        foreach (Formula literal in literals)
        {
            ArrayAtom atom = machine.Tables.ArrayAtoms[literal.LiteralAtom];
            if (atom.IsRepetition)
            {
                if (literal.Kind == FormulaKind.Atom)
                    return TryRepeat(literals);
                _mustDiffer = true;
            }
            else if (literal.Kind == FormulaKind.Atom)
            {
                demands.Add(atom);
            }
            else
            {
                Forbid(atom);
            }
        }

        foreach (ArrayAtom demand in demands.OrderBy(d => d.Value.IsTrue))
        {
            if (!Serve(demand))
                return false;
        }

        return _items.Count <= _most && Fill() && _bounds.TrueForAll(KeepWithin) && (!_mustDiffer || AreDifferent());
    }

    private void Forbid(ArrayAtom atom)
    {
        if (atom.Value.IsTrue && atom.To == long.MaxValue)
            _most = Math.Min(_most, Math.Max(0, atom.From - index) + atom.AtLeast - 1);
        else if (atom.AtLeast == 1)
            _forbidden.Add(atom);
        else
            _bounds.Add(atom);
    }

    private bool Serve(ArrayAtom demand)
    {
        long first = Math.Max(0, demand.From - index);
        long last = demand.To == long.MaxValue ? long.MaxValue : demand.To - index;
        if (demand.Value.IsTrue)
        {
            // The items must be there; what they are is settled when all places up to the last are filled.
            long needed = first + demand.AtLeast;
            if (needed > _most || needed - 1 > last)
                return false;
            Extend(needed);
            return true;
        }

        long missing = demand.AtLeast;
        for (long at = first; missing > 0 && at <= last; at++)
        {
            if (at >= _most)
                return false;
            Extend(at + 1);
            Formula narrowed = _schemas.And(_items[(int)at], demand.Value);
            if (machine.Inhabitants.Any(narrowed) && !Uses(at, narrowed))
            {
                _items[(int)at] = narrowed;
                missing--;
            }
            else if (at - first > _forbidden.Count + missing + LastPlace() + 1)
            {
                return false;
            }
        }

        return missing <= 0;
    }

    // With different items, two places can't both hold what only one value is.
    private bool Uses(long at, Formula narrowed) => _mustDiffer && narrowed.Kind == FormulaKind.Atom && machine.Tables.Leaves[narrowed.Atom].Literal is not null
        && _items.FindIndex(i => i == narrowed) is >= 0 and int other && other != at;

    private long LastPlace()
    {
        long last = 0;
        foreach (ArrayAtom atom in _forbidden)
            last = Math.Max(last, (atom.To == long.MaxValue ? atom.From : atom.To + 1) - index);
        return last;
    }

    private void Extend(long count)
    {
        if (count > MostListed || (_mustDiffer && count > MostDifferent))
            throw new GrammarRefusal("", $"An array must have {count} items more, and {(_mustDiffer ? MostDifferent : MostListed)} is the most that are looked for. Lower minItems or minContains.");
        while (_items.Count < count)
            _items.Add(Allowed(index + _items.Count));
    }

    private bool Fill() => _items.TrueForAll(machine.Inhabitants.Any);

    private Formula Allowed(long place)
    {
        List<Formula> parts = [];
        foreach (ArrayAtom atom in _forbidden)
        {
            if (atom.From <= place && place <= atom.To)
                parts.Add(_schemas.Not(atom.Value));
        }

        return _schemas.And(parts);
    }

    private bool KeepWithin(ArrayAtom bound)
    {
        long count = 0;
        for (int i = 0; i < _items.Count; i++)
        {
            if (index + i < bound.From || index + i > bound.To)
                continue;
            Formula without = bound.Value.IsTrue ? _schemas.False : _schemas.And(_items[i], _schemas.Not(bound.Value));
            if (machine.Inhabitants.Any(without))
                _items[i] = without;
            else
                count++;
        }

        return count < bound.AtLeast;
    }

    private bool AreDifferent() => (Distinct = DistinctItems.Find(machine, _items)) is not null;

    // Two equal items: any value that two places both allow.
    private bool TryRepeat(IReadOnlyList<Formula> literals)
    {
        List<Formula> others = [.. literals.Where(l => !machine.Tables.ArrayAtoms[l.LiteralAtom].IsRepetition)];
        for (int places = 2; places < LastPlace() + 4; places++)
        {
            ArrayPlan plan = new(machine, index);
            List<Formula> with = [.. others, machine.Tables.AtLeast(index, long.MaxValue, _schemas.True, places)];
            if (!plan.TryMake(with))
                return false;
            if (plan.HasEqualPair())
            {
                _items.Clear();
                _items.AddRange(plan._items);
                return true;
            }

        }

        return false;
    }

    private bool HasEqualPair()
    {
        for (int i = 0; i < _items.Count; i++)
        {
            for (int j = i + 1; j < _items.Count; j++)
            {
                Formula both = _schemas.And(_items[i], _items[j]);
                if (!machine.Inhabitants.Any(both))
                    continue;
                _items[i] = _items[j] = both;
                return true;
            }
        }

        return false;
    }
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Makes formulas, simplified, and each one once.</summary>
internal sealed partial class FormulaPool
{
    private readonly Dictionary<Key, Formula> _known = [];
    private readonly Dictionary<int, Formula> _atoms = [];
    private readonly List<Formula> _all = [];

    public FormulaPool()
    {
        False = Add(FormulaKind.False, -1, []);
        True = Add(FormulaKind.True, -1, []);
    }

    /// <summary>Gets the formula that is never true.</summary>
    public Formula False { get; }

    /// <summary>Gets the formula that is always true.</summary>
    public Formula True { get; }

    /// <summary>Gets the number of formulas that were made.</summary>
    public int Count => _all.Count;

    /// <summary>The formula with a number.</summary>
    public Formula this[int id] => _all[id];

    /// <summary>A constant.</summary>
    public Formula Of(bool value) => value ? True : False;

    /// <summary>An atom.</summary>
    public Formula Atom(int atom)
    {
        if (!_atoms.TryGetValue(atom, out Formula? formula))
            _atoms.Add(atom, formula = Add(FormulaKind.Atom, atom, []));
        return formula;
    }

    /// <summary>The contrary.</summary>
    public Formula Not(Formula formula) => formula.Kind switch
    {
        FormulaKind.True => False,
        FormulaKind.False => True,
        FormulaKind.Not => formula.Parts[0],
        _ => Intern(FormulaKind.Not, [formula]),
    };

    /// <summary>Both.</summary>
    public Formula And(Formula first, Formula second) => first == second ? first : Junction(FormulaKind.And, [first, second]);

    /// <summary>All of them.</summary>
    public Formula And(IReadOnlyList<Formula> parts) => Junction(FormulaKind.And, parts);

    /// <summary>One of two, or both.</summary>
    public Formula Or(Formula first, Formula second) => first == second ? first : Junction(FormulaKind.Or, [first, second]);

    /// <summary>At least one of them.</summary>
    public Formula Or(IReadOnlyList<Formula> parts) => Junction(FormulaKind.Or, parts);

    /// <summary>Exactly one of them.</summary>
    public Formula One(IReadOnlyList<Formula> parts)
    {
        List<Formula> open = [];
        int certain = 0;
        foreach (Formula part in parts)
        {
            if (part.IsTrue)
                certain++;
            else if (!part.IsFalse)
                open.Add(part);
        }

        if (certain > 1)
            return False;
        if (certain == 1)
            return And(open.ConvertAll(Not));
        switch (open.Count)
        {
            case 0:
                return False;
            case 1:
                return open[0];
            default:
                open.Sort(static (a, b) => a.Id.CompareTo(b.Id));
                return Intern(FormulaKind.One, open.ToArray());
        }
    }

    /// <summary>The formula with other formulas in the place of atoms.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="map">What stands for an atom; null leaves it.</param>
    public Formula Substitute(Formula formula, Func<int, Formula?> map) => Substitute(formula, map, []);

    private Formula Substitute(Formula formula, Func<int, Formula?> map, Dictionary<Formula, Formula> done)
    {
        switch (formula.Kind)
        {
            case FormulaKind.True or FormulaKind.False:
                return formula;
            case FormulaKind.Atom:
                return map(formula.Atom) ?? formula;
            case FormulaKind.Not when formula.Parts[0].Kind == FormulaKind.Atom:
                return map(formula.Parts[0].Atom) is { } mapped ? Not(mapped) : formula;
        }

        if (done.TryGetValue(formula, out Formula? known))
            return known;
        Formula[]? parts = null;
        for (int i = 0; i < formula.Parts.Length; i++)
        {
            Formula part = Substitute(formula.Parts[i], map, done);
            if (parts is null && part != formula.Parts[i])
            {
                parts = new Formula[formula.Parts.Length];
                Array.Copy(formula.Parts, parts, i);
            }

            if (parts is not null)
                parts[i] = part;
        }

        Formula result = parts is null ? formula : Make(formula.Kind, parts);
        done.Add(formula, result);
        return result;
    }

    private Formula Make(FormulaKind kind, Formula[] parts) => kind switch
    {
        FormulaKind.Not => Not(parts[0]),
        FormulaKind.One => One(parts),
        _ => Junction(kind, parts),
    };

    private Formula Junction(FormulaKind kind, IReadOnlyList<Formula> parts)
    {
        FormulaKind absorbing = kind == FormulaKind.And ? FormulaKind.False : FormulaKind.True;
        FormulaKind neutral = kind == FormulaKind.And ? FormulaKind.True : FormulaKind.False;
        List<Formula> flat = new(parts.Count);
        foreach (Formula part in parts)
        {
            if (part.Kind == absorbing)
                return part;
            if (part.Kind == kind)
                flat.AddRange(part.Parts);
            else if (part.Kind != neutral)
                flat.Add(part);
        }

        flat.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        int count = 0;
        for (int i = 0; i < flat.Count; i++)
        {
            if (count == 0 || flat[count - 1] != flat[i])
                flat[count++] = flat[i];
        }

        flat.RemoveRange(count, flat.Count - count);
        if (count == 0)
            return kind == FormulaKind.And ? True : False;
        if (count == 1)
            return flat[0];
        return HasComplement(flat) ? (kind == FormulaKind.And ? False : True) : Intern(kind, flat.ToArray());
    }

    private static bool HasComplement(List<Formula> sorted)
    {
        // A negation is always made after what it negates, so its number is the larger one.
        foreach (Formula part in sorted)
        {
            if (part.Kind == FormulaKind.Not && Contains(sorted, part.Parts[0]))
                return true;
        }

        return false;
    }

    private static bool Contains(List<Formula> sorted, Formula wanted)
    {
        int low = 0;
        int high = sorted.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (sorted[middle] == wanted)
                return true;
            if (sorted[middle].Id < wanted.Id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    private Formula Intern(FormulaKind kind, Formula[] parts)
    {
        Key key = new(kind, parts);
        if (!_known.TryGetValue(key, out Formula? formula))
            _known.Add(key, formula = Add(kind, -1, parts));
        return formula;
    }

    private Formula Add(FormulaKind kind, int atom, Formula[] parts)
    {
        Formula formula = new(_all.Count, kind, atom, parts);
        _all.Add(formula);
        return formula;
    }

    private readonly struct Key(FormulaKind kind, Formula[] parts) : IEquatable<Key>
    {
        private readonly FormulaKind _kind = kind;
        private readonly Formula[] _parts = parts;

        public bool Equals(Key other)
        {
            if (_kind != other._kind || _parts.Length != other._parts.Length)
                return false;
            for (int i = 0; i < _parts.Length; i++)
            {
                if (_parts[i] != other._parts[i])
                    return false;
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is Key key && Equals(key);

        public override int GetHashCode()
        {
            int hash = (int)_kind;
            foreach (Formula part in _parts)
                hash = unchecked((hash * 31) + part.Id);
            return hash;
        }
    }
}

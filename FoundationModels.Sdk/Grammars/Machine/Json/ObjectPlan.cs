using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Properties that would make literals over an object true.</summary>
internal sealed class ObjectPlan(JsonMachine machine, ObjectProgram program, NameSet used, int rank)
{
    private const int MostListed = 200;

    private readonly List<(int Class, Formula Value)> _members = [];
    private readonly FormulaPool _schemas = machine.Tables.Schemas;
    private readonly List<int> _forbiddenAtoms = [];
    private readonly List<int> _bounds = [];
    private readonly Dictionary<int, Formula> _allowed = [];
    private readonly Dictionary<int, int> _places = [];

    /// <summary>Gets the properties: the class of each name, and what the value has to fit.</summary>
    public IReadOnlyList<(int Class, Formula Value)> Members => _members;

    /// <summary>Looks for the properties.</summary>
    /// <param name="literals">What has to become true.</param>
    /// <returns>Whether there are some.</returns>
    public bool TryMake(IReadOnlyList<Formula> literals)
    {
        List<int> wide = [];
        foreach (Formula literal in literals)
        {
            int atom = literal.LiteralAtom;
            if (literal.Kind != FormulaKind.Not)
                continue;
            (machine.Tables.ObjectAtoms[atom].AtLeast == 1 ? _forbiddenAtoms : _bounds).Add(atom);
        }

        foreach (Formula literal in literals)
        {
            if (literal.Kind == FormulaKind.Not)
                continue;
            if (machine.Tables.ObjectAtoms[literal.Atom].Keys.SingleName is null)
                wide.Add(literal.Atom);
            else if (!AddNamed(literal.Atom))
                return false;
        }

        // What demands most of a value is served first; plain counts are satisfied by whatever is there.
        foreach (int atom in wide.OrderBy(a => machine.Tables.ObjectAtoms[a].Value.IsTrue))
        {
            if (!AddWide(atom))
                return false;
        }

        return _bounds.TrueForAll(KeepWithin);
    }

    private bool AddNamed(int atom)
    {
        ObjectAtom demand = machine.Tables.ObjectAtoms[atom];
        int name = program.ClassOf(demand.Keys.SingleName!);
        if (demand.AtLeast > 1 || !IsFree(name))
            return false;
        int at = _places.GetValueOrDefault(name, -1);
        Formula value = _schemas.And(at < 0 ? Allowed(name) : _members[at].Value, demand.Value);
        if (!machine.Inhabitants.Any(value))
            return false;
        if (at < 0)
            Add(name, value);
        else
            _members[at] = (name, value);
        return true;
    }

    private bool AddWide(int atom)
    {
        ObjectAtom demand = machine.Tables.ObjectAtoms[atom];
        long missing = demand.AtLeast;
        for (int i = 0; i < _members.Count && missing > 0; i++)
        {
            Formula narrowed = _schemas.And(_members[i].Value, demand.Value);
            if (!program.Covers(atom, _members[i].Class) || !machine.Inhabitants.Any(narrowed))
                continue;
            _members[i] = (_members[i].Class, narrowed);
            missing--;
        }

        for (int name = 0; name < program.Names.Length && missing > 0; name++)
        {
            if (IsFree(name) && !_places.ContainsKey(name) && TryAdd(atom, demand, name))
                missing--;
        }

        if (missing <= 0)
            return true;
        foreach (int other in program.Keys.OtherClassesFrom(program.Keys.Start))
        {
            if (missing > MostListed)
                throw new GrammarRefusal("", $"An object must have {missing} properties more, and {MostListed} is the most that are looked for. Lower minProperties.");
            int room = new KeyTexts(program.Keys, other).CountUpTo((int)missing + used.Others.Count) - used.Others.Count;
            while (missing > 0 && room-- > 0 && TryAdd(atom, demand, other))
                missing--;
        }

        return missing <= 0;
    }

    private bool TryAdd(int atom, ObjectAtom demand, int keyClass)
    {
        if (!program.Covers(atom, keyClass))
            return false;
        Formula value = _schemas.And(Allowed(keyClass), demand.Value);
        if (!machine.Inhabitants.Any(value))
            return false;
        Add(keyClass, value);
        return true;
    }

    private void Add(int keyClass, Formula value)
    {
        _places[keyClass] = _members.Count;
        _members.Add((keyClass, value));
    }

    private bool KeepWithin(int atom)
    {
        ObjectAtom bound = machine.Tables.ObjectAtoms[atom];
        long count = 0;
        for (int i = 0; i < _members.Count; i++)
        {
            if (!program.Covers(atom, _members[i].Class))
                continue;
            Formula without = bound.Value.IsTrue ? _schemas.False : _schemas.And(_members[i].Value, _schemas.Not(bound.Value));
            if (machine.Inhabitants.Any(without))
                _members[i] = (_members[i].Class, without);
            else
                count++;
        }

        return count < bound.AtLeast;
    }

    private bool IsFree(int name)
        => !used.Contains(name) && (machine.Options.PropertyOrder == PropertyOrder.Any || Math.Min(name, program.DeclaredCount) >= rank);

    private Formula Allowed(int keyClass)
    {
        if (_allowed.TryGetValue(keyClass, out Formula? known))
            return known;
        List<Formula> parts = [];
        foreach (int atom in _forbiddenAtoms)
        {
            if (program.Covers(atom, keyClass))
                parts.Add(_schemas.Not(machine.Tables.ObjectAtoms[atom].Value));
        }

        return _allowed[keyClass] = _schemas.And(parts);
    }
}

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>An object that has to have some properties, with rules for the value of each: nearly all objects there are. A property then has no effect on the others, and no search is needed.</summary>
internal sealed class SimpleObject
{
    private readonly JsonMachine _machine;
    private readonly ObjectSituation _situation;
    private readonly Dictionary<string, List<int>> _named = new(StringComparer.Ordinal);
    private readonly List<int> _wide = [];
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private int _firstRequired = int.MaxValue;

    private SimpleObject(JsonMachine machine, ObjectSituation situation)
    {
        _machine = machine;
        _situation = situation;
    }

    /// <summary>The view, or null where properties depend on each other.</summary>
    public static SimpleObject? TryMake(JsonMachine machine, ObjectSituation situation)
    {
        SimpleObject view = new(machine, situation);
        Formula goal = situation.Goal;
        if (goal.IsTrue)
            return view;
        foreach (Formula part in goal.Kind == FormulaKind.And ? goal.Parts : [goal])
        {
            if (!part.IsLiteral || !view.TryAdd(part))
                return null;
        }

        view.FindFirstRequired();
        return situation.CanComplete ? view : null;
    }

    /// <summary>What a property of a class has to be; null where it cannot come. That it is not used, and not past, was checked.</summary>
    public ObjectMember? Choose(int keyClass)
    {
        ObjectProgram program = _situation.Program;
        bool isDeclared = keyClass < program.Names.Length;
        int rank = _machine.Objects.RankAfter(program, keyClass);
        if (_firstRequired < rank && !(isDeclared && keyClass == _firstRequired))
            return null;
        List<Formula> subjects = [];
        List<Formula> rules = [];
        if (isDeclared && _named.TryGetValue(program.Names[keyClass], out List<int>? named))
        {
            foreach (int atom in named)
                Add(atom);
        }

        foreach (int atom in _wide)
        {
            if (program.Covers(atom, keyClass))
                Add(atom);
        }

        Formula value = _machine.Tables.Schemas.And(rules);
        if (!_machine.Inhabitants.Any(value))
            return null;
        bool?[] known = new bool?[subjects.Count];
        for (int i = 0; i < known.Length; i++)
            known[i] = rules[i] == subjects[i];
        return new ObjectMember(keyClass, new MemberChoice(_machine.Goal(value, []), [.. subjects], known));

        void Add(int atom)
        {
            Formula rule = _machine.Tables.Schemas.Not(_machine.Tables.ObjectAtoms[atom].Value);
            Formula subject = rule.Kind == FormulaKind.Not ? rule.Parts[0] : rule;
            if (subjects.Contains(subject))
            {
                // The same rule again changes nothing, and its contrary leaves no value.
                if (!rules.Contains(rule))
                    rules[subjects.IndexOf(subject)] = _machine.Tables.Schemas.False;
                return;
            }

            subjects.Add(subject);
            rules.Add(rule);
        }
    }

    private bool TryAdd(Formula literal)
    {
        int atom = literal.LiteralAtom;
        ObjectAtom counted = _machine.Tables.ObjectAtoms[atom];
        if (counted.AtLeast != 1)
            return false;
        if (literal.Kind == FormulaKind.Atom)
            return counted.Value.IsTrue && counted.Keys.SingleName is { } required && _required.Add(required);
        if (counted.Keys.SingleName is not { } name)
            _wide.Add(atom);
        else if (_named.TryGetValue(name, out List<int>? known))
            known.Add(atom);
        else
            _named.Add(name, [atom]);
        return true;
    }

    // In declared order, nothing may be passed over that is still required.
    private void FindFirstRequired()
    {
        if (_machine.Options.PropertyOrder == PropertyOrder.Any || _required.Count == 0)
            return;
        int first = Array.FindIndex(_situation.Program.Names, 0, _situation.Program.DeclaredCount, _required.Contains);
        if (first >= 0)
            _firstRequired = first;
    }
}

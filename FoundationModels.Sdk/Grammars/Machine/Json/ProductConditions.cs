using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>What the texts of a product still have to fit, once some of its parts are decided; each such condition once.</summary>
internal sealed class ProductConditions
{
    private readonly FormulaPool _pool;
    private readonly int[] _atoms;
    private readonly List<Condition> _all = [];
    private readonly Dictionary<StateList, int> _known = [];
    private readonly Dictionary<(int Condition, int Part, bool Value), int> _assigned = [];

    /// <summary>Initializes the conditions; 0 is the one before anything is decided.</summary>
    /// <param name="pool">The formulas.</param>
    /// <param name="formulas">What decides whether a text fits, and the questions about it.</param>
    /// <param name="atoms">The atom of each part.</param>
    public ProductConditions(FormulaPool pool, Formula[] formulas, int[] atoms)
    {
        _pool = pool;
        _atoms = atoms;
        Intern(formulas);
    }

    /// <summary>What decides whether a text fits.</summary>
    public Formula Goal(int condition) => _all[condition].Formulas[0];

    /// <summary>Whether no part has an effect any more.</summary>
    public bool IsDecided(int condition) => _all[condition].IsDecided;

    /// <summary>Whether a part is not decided yet and has an effect.</summary>
    public bool Uses(int condition, int part) => _all[condition].Uses[part];

    /// <summary>The condition once a part is decided.</summary>
    public int Assign(int condition, int part, bool value)
    {
        if (!_assigned.TryGetValue((condition, part, value), out int next))
        {
            int atom = _atoms[part];
            Formula constant = _pool.Of(value);
            next = Intern(Array.ConvertAll(_all[condition].Formulas, f => _pool.Substitute(f, a => a == atom ? constant : null)));
            _assigned.Add((condition, part, value), next);
        }

        return next;
    }

    /// <summary>The part of an atom.</summary>
    public int PartOf(int atom) => Array.BinarySearch(_atoms, atom);

    /// <summary>Which of the formulas hold for a text.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="accepts">Whether the text is in the language of a part.</param>
    public bool[] Evaluate(int condition, Func<int, bool> accepts) => Array.ConvertAll(_all[condition].Formulas, f => TextFormulas.Holds(f, a => accepts(PartOf(a))));

    /// <summary>The fewest bytes to a text that fits, as far as the parts alone tell.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="distance">The bytes to the nearest text of a part, or -1 where it has no more.</param>
    public int Distance(int condition, Func<int, int> distance) => Distance(Goal(condition), distance);

    private int Distance(Formula formula, Func<int, int> distance)
    {
        switch (formula.Kind)
        {
            case FormulaKind.Atom:
                return distance(PartOf(formula.Atom));
            case FormulaKind.And:
                int most = 0;
                foreach (Formula part in formula.Parts)
                    most = Math.Max(most, Distance(part, distance));
                return most;
            case FormulaKind.Or:
                int fewest = int.MaxValue;
                foreach (Formula part in formula.Parts)
                    fewest = Math.Min(fewest, Distance(part, distance));
                return fewest;
            default:
                return 0;
        }
    }

    private int Intern(Formula[] formulas)
    {
        StateList key = new(Array.ConvertAll(formulas, f => f.Id));
        if (_known.TryGetValue(key, out int known))
            return known;
        bool[] uses = new bool[_atoms.Length];
        HashSet<Formula> seen = [];
        foreach (Formula formula in formulas)
            Collect(formula, uses, seen);
        _known.Add(key, _all.Count);
        _all.Add(new Condition(formulas, uses, Array.IndexOf(uses, true) < 0));
        return _all.Count - 1;
    }

    private void Collect(Formula formula, bool[] uses, HashSet<Formula> seen)
    {
        if (!seen.Add(formula))
            return;
        if (formula.Kind == FormulaKind.Atom)
            uses[PartOf(formula.Atom)] = true;
        foreach (Formula part in formula.Parts)
            Collect(part, uses, seen);
    }

    private readonly record struct Condition(Formula[] Formulas, bool[] Uses, bool IsDecided);
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The formulas of one pool that an image needs, and their atoms, both in the order in which they were made.</summary>
/// <param name="found">Hears of each atom once.</param>
internal sealed class PoolClosure(Action<int> found)
{
    private readonly SortedDictionary<int, Formula> _formulas = [];
    private readonly SortedSet<int> _atoms = [];
    private Dictionary<int, int> _formulaNumbers = [];
    private Dictionary<int, int> _atomNumbers = [];

    /// <summary>Gets the formulas, but for the two constants.</summary>
    public IReadOnlyCollection<Formula> Formulas => _formulas.Values;

    /// <summary>Gets the atoms.</summary>
    public IReadOnlyCollection<int> Atoms => _atoms;

    /// <summary>Adds a formula and its parts.</summary>
    /// <exception cref="GrammarRefusal">It nests too deeply.</exception>
    public void Add(Formula formula) => Add(formula, 0);

    /// <summary>Gives all that was added its numbers.</summary>
    public void Close()
    {
        // The constants come first in every pool.
        _formulaNumbers = NumbersOf(_formulas.Keys, 2);
        _atomNumbers = NumbersOf(_atoms, 0);
    }

    /// <summary>The number of a formula in the image.</summary>
    public int NumberOf(Formula formula) => formula.IsFalse ? 0 : formula.IsTrue ? 1 : _formulaNumbers[formula.Id];

    /// <summary>The number of an atom in the image.</summary>
    public int NumberOf(int atom) => _atomNumbers[atom];

    private static Dictionary<int, int> NumbersOf(IEnumerable<int> keys, int first)
    {
        Dictionary<int, int> numbers = [];
        foreach (int key in keys)
            numbers.Add(key, first + numbers.Count);
        return numbers;
    }

    private void Add(Formula formula, int depth)
    {
        ImageLimits.Check(depth);
        if (formula.IsTrue || formula.IsFalse || _formulas.ContainsKey(formula.Id))
            return;
        _formulas.Add(formula.Id, formula);
        if (formula.Kind == FormulaKind.Atom && _atoms.Add(formula.Atom))
            found(formula.Atom);
        foreach (Formula part in formula.Parts)
            Add(part, depth + 1);
    }
}

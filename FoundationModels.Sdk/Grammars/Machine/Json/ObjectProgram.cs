using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>What stays the same while an object is read: the names that its schemas speak of, their order, and which atoms count a property with a name.</summary>
internal sealed class ObjectProgram
{
    private const int MostPatterns = 64;

    private readonly SchemaTables _tables;
    private readonly int[] _patterns;
    private readonly Dictionary<(int Atom, int Class), bool> _covers = [];

    public ObjectProgram(SchemaTables tables, IReadOnlyList<Formula> formulas, IReadOnlyList<string> order)
    {
        _tables = tables;
        List<string> mentioned = [.. order];
        List<int> patterns = [];
        HashSet<Formula> seen = [];
        foreach (Formula formula in formulas)
            Collect(formula, mentioned, patterns, seen);
        Names = [.. mentioned.Distinct(StringComparer.Ordinal)];
        _patterns = [.. patterns.Distinct()];
        if (_patterns.Length > MostPatterns)
            throw new GrammarRefusal("", $"One object has {_patterns.Length} patterns for property names, and {MostPatterns} is the most.");
        Keys = new KeyLanguage(Names, [.. _patterns.Select(p => tables.StringAtoms[p].GetAutomaton())]);
        DeclaredCount = order.Count;
    }

    /// <summary>Gets the names, in order; a name's class is its place.</summary>
    public string[] Names { get; }

    /// <summary>Gets how many of the names have a place in the declared order.</summary>
    public int DeclaredCount { get; }

    /// <summary>Gets the language of names.</summary>
    public KeyLanguage Keys { get; }

    /// <summary>Whether an atom counts the properties of a class.</summary>
    public bool Covers(int atom, int keyClass)
    {
        KeySet keys = _tables.ObjectAtoms[atom].Keys;
        if (keys.IsAll)
            return true;
        if (keys.SingleName is { } single)
            return keyClass < Names.Length && Names[keyClass] == single;
        if (!_covers.TryGetValue((atom, keyClass), out bool covers))
        {
            ulong matches = Keys.PatternsOf(keyClass);
            covers = keys.Contains(keyClass < Names.Length ? Names[keyClass] : null, p => (matches >> Array.IndexOf(_patterns, p) & 1) != 0);
            _covers.Add((atom, keyClass), covers);
        }

        return covers;
    }

    private void Collect(Formula formula, List<string> names, List<int> patterns, HashSet<Formula> seen)
    {
        if (!seen.Add(formula))
            return;
        if (formula.Kind == FormulaKind.Atom)
            _tables.ObjectAtoms[formula.Atom].Keys.AddMentions(names, patterns);
        foreach (Formula part in formula.Parts)
            Collect(part, names, patterns, seen);
    }
}

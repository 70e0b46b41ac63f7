using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The schemas of one grammar as formulas: leaves for schemas, atoms for what they say.</summary>
internal sealed partial class SchemaTables
{
    private readonly Dictionary<(SchemaNode Node, DynamicScope? Scope), int> _nodes = [];
    private readonly Dictionary<JsonLiteral, int> _literals = [];
    private readonly Dictionary<ObjectAtom, int> _objectAtoms = [];
    private readonly Dictionary<ArrayAtom, int> _arrayAtoms = [];
    private readonly Dictionary<string, KeySet> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Formula, TypedFormula> _expanded = [];
    private readonly SchemaExpander _expander;

    public SchemaTables() => _expander = new SchemaExpander(this);

    /// <summary>Gets what the automaton of one text may cost.</summary>
    public AutomatonLimits Limits { get; init; } = AutomatonLimits.Default;

    /// <summary>Gets the formulas over schema leaves.</summary>
    public FormulaPool Schemas { get; } = new();

    /// <summary>Gets the formulas over texts of numbers.</summary>
    public FormulaPool Numbers { get; } = new();

    /// <summary>Gets the formulas over contents of strings.</summary>
    public FormulaPool Strings { get; } = new();

    /// <summary>Gets the formulas over arrays.</summary>
    public FormulaPool Arrays { get; } = new();

    /// <summary>Gets the formulas over objects.</summary>
    public FormulaPool Objects { get; } = new();

    /// <summary>Gets the leaves.</summary>
    public List<SchemaLeaf> Leaves { get; } = [];

    /// <summary>Gets or sets the atom of numbers that says that they are integers; -1 where none does.</summary>
    public int IntegerAtom { get; set; } = -1;

    /// <summary>Gets the atoms of <see cref="Numbers"/>.</summary>
    public List<TextAtom> NumberAtoms { get; } = [];

    /// <summary>Gets the atoms of <see cref="Strings"/>.</summary>
    public List<TextAtom> StringAtoms { get; } = [];

    /// <summary>Gets the atoms of <see cref="Arrays"/>.</summary>
    public List<ArrayAtom> ArrayAtoms { get; } = [];

    /// <summary>Gets the atoms of <see cref="Objects"/>.</summary>
    public List<ObjectAtom> ObjectAtoms { get; } = [];

    /// <summary>The formula of a schema node.</summary>
    public Formula Leaf(SchemaNode node, DynamicScope? scope)
    {
        if (node.Always is { } always)
            return Schemas.Of(always);
        if (!_nodes.TryGetValue((node, scope), out int leaf))
        {
            leaf = Leaves.Count;
            _nodes.Add((node, scope), leaf);
            Leaves.Add(new SchemaLeaf { Node = node, Scope = scope });
        }

        return Schemas.Atom(leaf);
    }

    /// <summary>The formula of one value.</summary>
    public Formula Leaf(JsonLiteral literal)
    {
        if (!_literals.TryGetValue(literal, out int leaf))
        {
            leaf = Leaves.Count;
            _literals.Add(literal, leaf);
            Leaves.Add(new SchemaLeaf { Literal = literal });
        }

        return Schemas.Atom(leaf);
    }

    /// <summary>The set of one name, the same object for the same name.</summary>
    public KeySet Name(string name)
    {
        if (!_names.TryGetValue(name, out KeySet? set))
            _names.Add(name, set = KeySet.Of(name));
        return set;
    }

    /// <summary>The formula that an object has so many properties of a kind.</summary>
    public Formula AtLeast(KeySet keys, Formula value, long count)
    {
        if (count <= 0)
            return Objects.True;
        if (value.IsFalse)
            return Objects.False;
        ObjectAtom atom = new(keys, value, count);
        if (!_objectAtoms.TryGetValue(atom, out int id))
        {
            id = ObjectAtoms.Count;
            Add(atom);
        }

        return Objects.Atom(id);
    }

    /// <summary>The formula that an array has so many items of a kind within a range of places.</summary>
    public Formula AtLeast(long from, long to, Formula value, long count)
    {
        if (count <= 0)
            return Arrays.True;
        if (value.IsFalse || from > to || (to != long.MaxValue && to - from + 1 < count))
            return Arrays.False;
        return Atom(new ArrayAtom(from, to, value, count));
    }

    /// <summary>The formula that two items of an array are equal.</summary>
    public Formula Repetition() => Atom(new ArrayAtom(0, long.MaxValue, Schemas.True, 0));

    /// <summary>What a formula over schemas says, type by type.</summary>
    /// <exception cref="GrammarRefusal">A schema in it cannot be enforced.</exception>
    public TypedFormula Expand(Formula formula)
    {
        if (formula.Kind == FormulaKind.Atom)
        {
            SchemaLeaf leaf = Leaves[formula.Atom];
            return leaf.Formula ??= _expander.Expand(leaf);
        }

        if (!_expanded.TryGetValue(formula, out TypedFormula? typed))
            _expanded.Add(formula, typed = Combine(formula));
        return typed;
    }

    private TypedFormula Combine(Formula formula)
    {
        TypedFormula[] parts = Array.ConvertAll(formula.Parts, Expand);
        return formula.Kind switch
        {
            FormulaKind.True => TypedFormulas.Always(this, true),
            FormulaKind.False => TypedFormulas.Always(this, false),
            FormulaKind.Not => TypedFormulas.Not(this, parts[0]),
            FormulaKind.And => TypedFormulas.And(this, parts),
            FormulaKind.Or => TypedFormulas.Or(this, parts),
            _ => TypedFormulas.One(this, parts),
        };
    }

    /// <summary>The formula of a new statement about strings.</summary>
    public Formula AddString(TextAtom atom)
    {
        StringAtoms.Add(atom);
        return Strings.Atom(StringAtoms.Count - 1);
    }

    private Formula Atom(ArrayAtom atom)
    {
        if (!_arrayAtoms.TryGetValue(atom, out int id))
        {
            id = ArrayAtoms.Count;
            Add(atom);
        }

        return Arrays.Atom(id);
    }
}

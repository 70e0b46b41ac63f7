namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A Boolean formula over numbered atoms. Equal formulas of one pool are the same object.</summary>
internal sealed class Formula
{
    internal Formula(int id, FormulaKind kind, int atom, Formula[] parts)
    {
        Id = id;
        Kind = kind;
        Atom = atom;
        Parts = parts;
    }

    /// <summary>Gets the number of the formula in its pool.</summary>
    public int Id { get; }

    /// <summary>Gets the kind.</summary>
    public FormulaKind Kind { get; }

    /// <summary>Gets the atom of an <see cref="FormulaKind.Atom"/>.</summary>
    public int Atom { get; }

    /// <summary>Gets the parts, ordered by <see cref="Id"/>.</summary>
    public Formula[] Parts { get; }

    /// <summary>Gets whether this is never true.</summary>
    public bool IsFalse => Kind == FormulaKind.False;

    /// <summary>Gets whether this is always true.</summary>
    public bool IsTrue => Kind == FormulaKind.True;

    /// <summary>Gets whether this is an atom, or one that is negated.</summary>
    public bool IsLiteral => Kind == FormulaKind.Atom || (Kind == FormulaKind.Not && Parts[0].Kind == FormulaKind.Atom);

    /// <summary>Gets the atom of a literal.</summary>
    public int LiteralAtom => Kind == FormulaKind.Not ? Parts[0].Atom : Atom;

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        FormulaKind.Atom => "a" + Atom,
        FormulaKind.Not => "¬" + Parts[0],
        FormulaKind.True or FormulaKind.False => Kind.ToString(),
        _ => Kind + "(" + string.Join(", ", Parts.Select(p => p.ToString())) + ")",
    };
}

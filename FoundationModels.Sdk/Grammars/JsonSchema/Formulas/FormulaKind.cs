namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The kinds of <see cref="Formula"/>.</summary>
internal enum FormulaKind : byte
{
    /// <summary>Never.</summary>
    False,

    /// <summary>Always.</summary>
    True,

    /// <summary>A statement about a value, by its number.</summary>
    Atom,

    /// <summary>Not the one part.</summary>
    Not,

    /// <summary>All parts.</summary>
    And,

    /// <summary>At least one part.</summary>
    Or,

    /// <summary>Exactly one part.</summary>
    One,
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>How an image says what a <see cref="KeySet"/> is.</summary>
internal enum KeySetKind : byte
{
    /// <summary>The one set of all names.</summary>
    All,

    /// <summary>The one set of a name, which follows.</summary>
    Name,

    /// <summary>Names, patterns and sets, which follow.</summary>
    Set,

    /// <summary>What is in none of the names, patterns and sets that follow.</summary>
    InvertedSet,
}

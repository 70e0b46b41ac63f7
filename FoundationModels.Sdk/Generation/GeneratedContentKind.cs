using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

/// <summary>What a <see cref="GeneratedContent"/> is.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names of JSON's types.")]
public enum GeneratedContentKind
{
    /// <summary>Nothing: the JSON literal null, or a value that has not begun yet.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number, kept as it was written.</summary>
    Number,

    /// <summary>A text.</summary>
    String,

    /// <summary>A list of elements.</summary>
    Array,

    /// <summary>Properties with names, in their order.</summary>
    Object,
}

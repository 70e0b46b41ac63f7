namespace FoundationModels;

/// <summary>The kinds of <see cref="WhitespacePolicy"/>.</summary>
internal enum WhitespaceKind
{
    /// <summary>As models write it, consistent through the text.</summary>
    Natural,

    /// <summary>None.</summary>
    Compact,

    /// <summary>Indented by a fixed width.</summary>
    Pretty,

    /// <summary>Anything up to a length.</summary>
    Any,
}

namespace FoundationModels.Tokenization.Patterns;

/// <summary>Positions that a pattern can ask for.</summary>
internal enum AnchorKind
{
    /// <summary>The start of the text.</summary>
    TextStart,

    /// <summary>The end of the text.</summary>
    TextEnd,

    /// <summary>The end of the text, or before a line feed that ends it.</summary>
    TextEndOrFinalLineFeed,

    /// <summary>The start of a line.</summary>
    LineStart,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>Between a word character and something else.</summary>
    WordBoundary,

    /// <summary>Not between a word character and something else.</summary>
    NotWordBoundary,
}

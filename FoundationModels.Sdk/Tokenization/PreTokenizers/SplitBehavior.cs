namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>What becomes of the matches at which text is split.</summary>
internal enum SplitBehavior
{
    /// <summary>They are dropped.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each is the end of the piece before it.</summary>
    MergedWithPrevious,

    /// <summary>Each is the start of the piece after it.</summary>
    MergedWithNext,

    /// <summary>Neighbouring ones are one piece.</summary>
    Contiguous,
}

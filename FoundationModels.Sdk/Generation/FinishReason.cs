namespace FoundationModels;

/// <summary>Why a response ended.</summary>
public enum FinishReason
{
    /// <summary>The model ended its turn.</summary>
    EndOfTurn,

    /// <summary>The limit on response tokens, or the end of the context window, was reached.</summary>
    Length,

    /// <summary>A stop sequence was produced. It is not part of the text.</summary>
    StopSequence,

    /// <summary>The model called tools and waits for what they give back.</summary>
    ToolCalls,
}

namespace FoundationModels;

/// <summary>What a text with calls of tools begins with.</summary>
internal enum ToolCallGrammarMode
{
    /// <summary>A call.</summary>
    Calls,

    /// <summary>Free text, in which calls may come.</summary>
    TextOrCalls,

    /// <summary>A call, or else the whole of an answer that fits a grammar.</summary>
    AnswerOrCalls,
}

namespace FoundationModels;

/// <summary>What a response holds so far.</summary>
/// <typeparam name="T">The type of its content.</typeparam>
/// <param name="Content">Everything up to now. Each snapshot goes on from the one before, unless tools were called between them.</param>
/// <param name="Delta">The text that came since the snapshot before; JSON where the response follows a schema.</param>
/// <param name="Usage">The tokens that the response took so far.</param>
public sealed record ResponseSnapshot<T>(T Content, string Delta, Usage Usage)
{
    /// <summary>Gets what the content was made of. It tells whether everything is there.</summary>
    public GeneratedContent RawContent { get; init; } = GeneratedContent.Null;

    /// <summary>Gets the calls of tools in this turn so far, what they gave back, and what the model said before it called. The content begins anew behind them.</summary>
    public IReadOnlyList<Transcript.Entry> TranscriptEntries { get; init; } = [];
}

namespace FoundationModels.Sessions;

/// <summary>What came since the update before.</summary>
/// <param name="Delta">The text.</param>
/// <param name="Usage">The tokens up to it.</param>
/// <param name="StartsAnew">Whether the text begins an answer of its own: the model called tools before it.</param>
/// <param name="Entries">The calls and outputs of this turn so far, and what the model said before it called.</param>
internal readonly record struct TurnUpdate(string Delta, Usage Usage, bool StartsAnew, IReadOnlyList<Transcript.Entry> Entries);

namespace FoundationModels;

/// <summary>What a response holds so far.</summary>
/// <typeparam name="T">The type of its content.</typeparam>
/// <param name="Content">Everything up to now. Each snapshot's text begins with the text of the one before.</param>
/// <param name="Delta">The text that came since the snapshot before.</param>
/// <param name="Usage">The tokens that the response took so far.</param>
public sealed record ResponseSnapshot<T>(T Content, string Delta, Usage Usage);

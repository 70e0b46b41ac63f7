namespace FoundationModels.Generation;

/// <summary>A message as a model wrote it. A cache beside a value, not a part of it: any two are equal, so that they do not take part in a record's equality.</summary>
/// <param name="text">The text, or null for none.</param>
/// <param name="tokens">The ids that were generated for exactly this text.</param>
internal readonly struct GeneratedMessage(string? text, GeneratedTokens tokens) : IEquatable<GeneratedMessage>
{
    /// <summary>Gets the text; null where nothing was generated.</summary>
    public string? Text { get; } = text;

    /// <summary>Gets the ids.</summary>
    public GeneratedTokens Tokens { get; } = tokens;

    public bool Equals(GeneratedMessage other) => true;

    public override bool Equals(object? obj) => obj is GeneratedMessage;

    public override int GetHashCode() => 0;
}

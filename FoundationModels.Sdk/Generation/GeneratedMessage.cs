namespace FoundationModels.Generation;

/// <summary>A message as a model wrote it. A cache beside a value, not a part of it: any two are equal.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tokens">The ids that were generated for exactly this text.</param>
internal sealed record GeneratedMessage(string Text, GeneratedTokens Tokens)
{
    public bool Equals(GeneratedMessage? other) => true;

    public override int GetHashCode() => 0;
}

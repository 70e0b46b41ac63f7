namespace FoundationModels.Generation;

/// <summary>The token ids that a model generated for a response's exact text, kept so that its next turn need not tokenize it anew.</summary>
/// <remarks>A cache beside a value, not a part of it: any two are equal, so that they do not take part in a record's equality.</remarks>
/// <param name="ids">The ids in order, without the one that ended the turn.</param>
/// <param name="modelKey">Names the vocabulary that the ids belong to; other models must not use them.</param>
internal readonly struct GeneratedTokens(ReadOnlyMemory<int> ids, string modelKey) : IEquatable<GeneratedTokens>
{
    private readonly string? _modelKey = modelKey;

    /// <summary>Gets the ids if they belong to a model, and otherwise nothing.</summary>
    public ReadOnlyMemory<int> For(string modelKey) => _modelKey == modelKey ? ids : default;

    public bool Equals(GeneratedTokens other) => true;

    public override bool Equals(object? obj) => obj is GeneratedTokens;

    public override int GetHashCode() => 0;
}

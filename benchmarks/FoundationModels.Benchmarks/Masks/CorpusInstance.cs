namespace FoundationModels.Benchmarks.Masks;

/// <summary>A value of the corpus.</summary>
/// <param name="IsValid">Whether the schema allows it.</param>
/// <param name="Tokens">Its text in tokens, as the tokenizer cuts it.</param>
internal sealed record CorpusInstance(bool IsValid, int[] Tokens);

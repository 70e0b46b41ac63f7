namespace FoundationModels.Prompts;

/// <summary>A run of text of one origin.</summary>
/// <param name="Text">The text.</param>
/// <param name="Provenance">Who wrote it.</param>
/// <param name="TokenIds">For <see cref="TextProvenance.Model"/>: the ids that were generated for exactly this text, or empty.</param>
internal readonly record struct PromptRun(string Text, TextProvenance Provenance, ReadOnlyMemory<int> TokenIds = default)
{
    /// <summary>Gets whether added tokens may be recognised in the text.</summary>
    public bool IsTrusted => Provenance is TextProvenance.Template or TextProvenance.SpecialToken;
}

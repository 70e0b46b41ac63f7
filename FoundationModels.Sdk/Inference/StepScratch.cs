namespace FoundationModels.Inference;

/// <summary>The memory of one step. Steps follow each other on one thread, so all responses share it.</summary>
internal sealed class StepScratch(int vocabularySize, int chunk)
{
    private readonly float[] _logits = new float[vocabularySize];
    private readonly float[] _adjusted = new float[vocabularySize];

    /// <summary>Gets the model's logits of the last token.</summary>
    public Span<float> Logits => _logits;

    /// <summary>Gets room for logits that a penalty has changed.</summary>
    public Span<float> Adjusted => _adjusted;

    /// <summary>Gets what draws from logits.</summary>
    public Sampler Sampler { get; } = new(vocabularySize);

    /// <summary>Gets the most tokens of one run.</summary>
    public int Chunk { get; } = chunk;
}

namespace FoundationModels.Inference;

/// <summary>The memory of one step. Steps follow each other on one thread, so all responses share it.</summary>
internal sealed class StepScratch(int vocabularySize, int chunk)
{
    private readonly float[] _logits = new float[vocabularySize];
    private readonly float[] _adjusted = new float[vocabularySize];
    private float[]? _masked;

    /// <summary>Gets the model's logits of the last token.</summary>
    public Span<float> Logits => _logits;

    /// <summary>Gets room for logits that a penalty has changed.</summary>
    public Span<float> Adjusted => _adjusted;

    /// <summary>Gets room for logits without the tokens that a grammar forbids.</summary>
    public Span<float> Masked => _masked ??= new float[_logits.Length];

    /// <summary>Gets what draws from logits.</summary>
    public Sampler Sampler { get; } = new(vocabularySize);

    /// <summary>Gets the most tokens of one run.</summary>
    public int Chunk { get; } = chunk;
}

namespace FoundationModels.Import.Architectures;

/// <summary>
/// Llama and what is built like it (Mistral, SmolLM2, Qwen, Granite, …): pre-norm RMSNorm, rotary embedding, grouped-query attention, SwiGLU;
/// biases where the file has them, an output projection of its own or tied to the embedding.
/// </summary>
internal sealed class LlamaArchitecture : IDecoderArchitecture
{
    private const int MostLayers = 1024;
    private readonly LlamaVariant _variant;
    private readonly SourceMatrix _embedding;
    private readonly LlamaLayer[] _layers;
    private readonly float[] _outputNorm;
    private readonly SourceMatrix _output;
    private readonly RotaryEmbedding _rotary;
    private readonly float _epsilon;
    /// <summary>Reads and checks a model.</summary>
    public LlamaArchitecture(ModelSource source, LlamaVariant variant)
    {
        _variant = variant;
        if (source.Count("expert_count") != 0)
            throw source.Fault(source.Key("expert_count"), "Mixtures of experts are unsupported for this architecture.");
        int layers = source.Size("block_count", MostLayers);
        int hidden = source.Size("embedding_length");
        int feedForward = source.Size("feed_forward_length");
        int context = Math.Min(source.Size("context_length", int.MaxValue), RotaryEmbedding.MostPositions);
        AttentionShape attention = AttentionReader.Read(source, layers, hidden);
        _epsilon = source.Positive("attention.layer_norm_rms_epsilon");
        _rotary = RotaryScaling.Read(source, attention.HeadSize, context);
        int vocabulary = source.VocabularyOf("token_embd.weight");
        _embedding = source.Matrix("token_embd.weight", vocabulary, hidden);
        _outputNorm = source.Vector("output_norm.weight", hidden);
        _output = source.HasTensor("output.weight") ? source.Matrix("output.weight", vocabulary, hidden) : _embedding;
        Shape = new DecoderShape(layers, hidden, vocabulary, context, attention);
        LlamaLayerReader reader = new(source, Shape, variant, _epsilon, feedForward, _rotary.Frequencies.Length * 2);
        _layers = [.. Enumerable.Range(0, layers).Select(reader.Read)];
    }
    /// <inheritdoc/>
    public DecoderShape Shape { get; }
    /// <inheritdoc/>
    public void Build(IDecoderGraph graph)
    {
        graph.Embed(_embedding, _variant.EmbeddingScale);
        for (int i = 0; i < _layers.Length; i++)
        {
            int index = i;
            graph.Layer(index, () => BuildLayer(graph, index));
        }

        graph.Head(graph.NormalizeResidual("output_norm", _outputNorm, _epsilon), _output, _variant.LogitScale);
    }

    private void BuildLayer(IDecoderGraph graph, int index)
    {
        LlamaLayer layer = _layers[index];
        string x = graph.NormalizeResidual($"layers.{index}.attn_norm", layer.AttentionNorm, _epsilon);
        string attended = graph.Attention(index, x, layer.Attention, _variant.Rotates(index) ? _rotary : null);
        graph.AddToResidual(graph.Linear(attended, layer.AttentionOutput), _variant.ResidualScale);
        x = graph.NormalizeResidual($"layers.{index}.ffn_norm", layer.FeedForwardNorm, _epsilon);
        graph.AddToResidual(graph.Linear(graph.SwiGlu(index, x, layer.Gate, layer.Up), layer.Down), _variant.ResidualScale);
    }
}

namespace FoundationModels.Import.Architectures;

/// <summary>What architectures write themselves to: graphs that answer, and graphs that learn.</summary>
/// <remarks>Values are known by their names. The residual stream is the graph's own: parts of the decoder read it normalized and add to it.</remarks>
internal interface IDecoderGraph
{
    /// <summary>Turns token ids into the residual stream.</summary>
    void Embed(SourceMatrix table, float scale = 1);

    /// <summary>Writes a layer; <paramref name="body"/> may run more than once.</summary>
    void Layer(int index, Action body);

    /// <summary>Normalizes the residual stream by its root mean square.</summary>
    string NormalizeResidual(string name, float[] weight, float epsilon);

    /// <summary>Adds a block's result, multiplied by <paramref name="scale"/>, to the residual stream.</summary>
    void AddToResidual(string value, float scale = 1);

    /// <summary>A linear map.</summary>
    string Linear(string input, SourceLinear map);

    /// <summary>Causal attention, with rotary embedding unless <paramref name="rotary"/> is null.</summary>
    string Attention(int layer, string input, AttentionWeights weights, RotaryEmbedding? rotary);

    /// <summary>silu(gate(x)) · up(x).</summary>
    string SwiGlu(int layer, string input, SourceLinear gate, SourceLinear up);

    /// <summary>Turns the normalized residual stream into logits.</summary>
    void Head(string normalized, SourceMatrix table, float scale = 1);
}

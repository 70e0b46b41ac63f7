namespace FoundationModels.Import;

/// <summary>A linear map of the source: y = W x + b.</summary>
/// <param name="Name">The map's name, which is its adapter slot's too, as in "layers.0.attn_q".</param>
/// <param name="Weight">The matrix W.</param>
/// <param name="Bias">The vector b, or null.</param>
internal sealed record SourceLinear(string Name, SourceMatrix Weight, float[]? Bias);

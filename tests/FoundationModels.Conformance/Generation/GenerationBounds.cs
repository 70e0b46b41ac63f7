namespace FoundationModels.Conformance.Generation;

/// <summary>How far a precision may be from the float32 reference.</summary>
/// <param name="Margin">A first difference from greedy text is a fault where the reference's margin reaches this.</param>
/// <param name="Logits">The largest difference of a logit, or null where logits aren't compared.</param>
/// <param name="Divergence">The mean of KL8, or null.</param>
/// <param name="Agreement">The least share of positions with the reference's most likely token, or null.</param>
/// <param name="Perplexity">The largest relative difference of perplexity.</param>
internal sealed record GenerationBounds(double Margin, double? Logits, double? Divergence, double? Agreement, double Perplexity)
{
    /// <summary>The reference files' bounds for a precision.</summary>
    public static GenerationBounds For(ModelPrecision precision) => precision == ModelPrecision.Exact
        ? new GenerationBounds(0.05, 2e-3, null, null, 1e-4)
        : new GenerationBounds(0.7, null, 0.010, 0.945, 0.015);
}

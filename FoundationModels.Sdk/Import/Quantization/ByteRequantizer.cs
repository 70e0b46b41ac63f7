namespace FoundationModels.Import.Quantization;

/// <summary>Rounds float weights to 8 bits, a symmetric scale for each block: for types whose codes no kernel takes as they are.</summary>
internal static class ByteRequantizer
{
    private const float SmallestScale = 1e-8f;

    /// <summary>Rounds one block. The weight of the largest magnitude becomes code 0; the opposite end is clipped at 255.</summary>
    /// <returns>The scale, of either sign.</returns>
    public static float Quantize(ReadOnlySpan<float> weights, Span<byte> codes)
    {
        float extreme = 0;
        foreach (float weight in weights)
            extreme = MathF.Abs(weight) > MathF.Abs(extreme) ? weight : extreme;

        float scale = extreme == 0 ? SmallestScale : extreme / -128;
        float inverse = 1 / scale;
        for (int i = 0; i < weights.Length; i++)
            codes[i] = (byte)Math.Clamp(MathF.Round(weights[i] * inverse) + 128, 0, 255);
        return scale;
    }
}

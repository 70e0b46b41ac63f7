using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FoundationModels.Import.Quantization;

/// <summary>Rounds float weights to 8 bits, a symmetric scale for each block: for types whose codes no kernel takes as they are.</summary>
internal static class ByteRequantizer
{
    private const int Lanes = 8;
    private const float HalfRange = 128;
    private const float HighestCode = 255;
    private const float SmallestScale = 1e-8f;

    /// <summary>Rounds one block. The weight of the largest magnitude becomes code 0; the opposite end is clipped at 255.</summary>
    /// <returns>The scale, of either sign; not a finite number where one of the weights isn't.</returns>
    // An import runs once in a process: waiting for the second tier of the compiler would be most of its time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Quantize(ReadOnlySpan<float> weights, Span<byte> codes)
    {
        float extreme = TensorPrimitives.MaxMagnitude(weights);
        float scale = extreme == 0 ? SmallestScale : extreme / -HalfRange;
        float inverse = 1 / scale;
        int i = 0;
        for (; i <= weights.Length - (4 * Lanes); i += 4 * Lanes)
        {
            Vector256<short> low = Vector256.Narrow(Codes(weights[i..], inverse), Codes(weights[(i + Lanes)..], inverse));
            Vector256<short> high = Vector256.Narrow(Codes(weights[(i + (2 * Lanes))..], inverse), Codes(weights[(i + (3 * Lanes))..], inverse));
            Vector256.Narrow(low.AsUInt16(), high.AsUInt16()).CopyTo(codes[i..]);
        }

        for (; i < weights.Length; i++)
            codes[i] = (byte)Math.Clamp(MathF.Round((weights[i] * inverse) + HalfRange), 0, HighestCode);
        return scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Codes(ReadOnlySpan<float> weights, float inverse)
    {
        Vector256<float> codes = Vector256.Round((Vector256.Create(weights) * inverse) + Vector256.Create(HalfRange));
        return Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(codes, Vector256<float>.Zero), Vector256.Create(HighestCode)));
    }
}

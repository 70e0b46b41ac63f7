using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FoundationModels.Import.Quantization;

/// <summary>Quantizes a block of up to 32 correction columns to 4 bits, with a searched scale and an integer zero point.</summary>
internal static class CorrectionBlock
{
    private const int Lanes = 8;
    private const int BlockSize = 32;
    private const int HighestCode = 15;
    private const int ScaleFactors = 14;
    private const float LowestFactor = 0.80f;
    private const float HighestFactor = 1.06f;

    // A block of zeros has no scale of its own; this one is small enough to leave it at zero.
    private const float SmallestScale = 1e-8f;

    /// <summary>Quantizes a block.</summary>
    /// <param name="values">32 values; unused columns are 0.</param>
    /// <param name="codes">Takes 32 codes, one a byte.</param>
    /// <returns>The scale and the zero point of least squared error among those tried.</returns>
    public static (float Scale, int ZeroPoint) Quantize(ReadOnlySpan<float> values, Span<byte> codes)
    {
        float low = 0;
        float high = 0;
        foreach (float value in values[..BlockSize])
        {
            low = MathF.Min(low, value);
            high = MathF.Max(high, value);
        }

        float step = (high - low) / HighestCode;
        if (step == 0)
        {
            codes[..BlockSize].Clear();
            return (SmallestScale, 0);
        }

        float bestError = float.PositiveInfinity;
        (float Trial, float Scale, int ZeroPoint) best = default;
        for (int i = 0; i < ScaleFactors; i++)
        {
            float trial = step * (LowestFactor + i * ((HighestFactor - LowestFactor) / (ScaleFactors - 1)));
            for (int shift = -1; shift <= 1; shift++)
            {
                int zero = Math.Clamp((int)MathF.Round(-low / step) + shift, 0, HighestCode);
                (float scale, float error) = Fit(values, trial, zero);
                if (error < bestError)
                {
                    bestError = error;
                    best = (trial, scale, zero);
                }
            }
        }

        for (int i = 0; i < BlockSize; i++)
            codes[i] = (byte)Math.Clamp(MathF.Round(values[i] * (1 / best.Trial)) + best.ZeroPoint, 0, HighestCode);
        return (best.Scale, best.ZeroPoint);
    }

    /// <summary>The scale that fits the codes of a trial scale best (least squares), and the squared error that is left.</summary>
    // An import runs once in a process: waiting for the second tier of the compiler would be most of its time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Scale, float Error) Fit(ReadOnlySpan<float> values, float trial, int zero)
    {
        Vector256<float> inverse = Vector256.Create(1 / trial);
        Vector256<float> lowest = Vector256.Create((float)-zero);
        Vector256<float> highest = Vector256.Create((float)(HighestCode - zero));
        Vector256<float> squares = Vector256<float>.Zero;
        Vector256<float> products = Vector256<float>.Zero;
        Vector256<float> energy = Vector256<float>.Zero;
        for (int i = 0; i < BlockSize; i += Lanes)
        {
            Vector256<float> value = Vector256.Create(values[i..]);
            Vector256<float> code = Vector256.Min(Vector256.Max(Vector256.Round(value * inverse), lowest), highest);
            squares += code * code;
            products += value * code;
            energy += value * value;
        }

        float denominator = Vector256.Sum(squares);
        if (denominator == 0)
            return (trial, Vector256.Sum(energy));
        float product = Vector256.Sum(products);

        // |v - s c|² at the best s = (v·c) / (c·c).
        return (product / denominator, Vector256.Sum(energy) - product * product / denominator);
    }
}

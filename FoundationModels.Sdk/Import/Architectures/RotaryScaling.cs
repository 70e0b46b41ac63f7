using System.Globalization;

namespace FoundationModels.Import.Architectures;

/// <summary>Reads the rotary embedding of a model with whatever stretches it to longer contexts.</summary>
internal static class RotaryScaling
{
    /// <summary>The tensor that holds the divisors of "llama3" scaling; there is no metadata key for it.</summary>
    public const string FactorsTensor = "rope_freqs.weight";

    private const float DefaultBase = 10000;

    /// <summary>Reads base, dimensions and scaling.</summary>
    /// <param name="source">The model.</param>
    /// <param name="headSize">The size of a head, which bounds the rotated dimensions.</param>
    /// <param name="positions">The context size.</param>
    public static RotaryEmbedding Read(ModelSource source, int headSize, int positions)
    {
        int dimensions = source.Size("rope.dimension_count", headSize, headSize);
        if (dimensions % 2 != 0)
            throw source.Fault(source.Key("rope.dimension_count"), $"The value {dimensions} is odd; dimensions rotate in pairs.");
        float theta = source.Positive("rope.freq_base", DefaultBase);
        double[] frequencies = new double[dimensions / 2];
        for (int j = 0; j < frequencies.Length; j++)
            frequencies[j] = Math.Pow(theta, -2.0 * j / dimensions);

        double factor = 1;
        string kind = source.File.Hyperparameters.TryGetString("rope.scaling.type", out string? type) ? type : "none";
        switch (kind)
        {
            case "none":
                Divide(frequencies, source.Positive("rope.scale_linear", 1));
                break;
            case "linear":
                Divide(frequencies, source.Positive("rope.scaling.factor"));
                break;
            case "yarn":
                factor = ApplyYarn(source, frequencies, theta, dimensions);
                break;
            case "llama3":
                ApplyLlama3(source, frequencies);
                break;
            default:
                throw source.Fault(
                    source.Key("rope.scaling.type"), $"The scaling '{kind}' is unsupported; none, linear, llama3 and yarn are supported.");
        }

        if (source.OptionalVector(FactorsTensor, frequencies.Length) is { } divisors)
            Divide(source, frequencies, divisors);
        return new RotaryEmbedding(frequencies, factor, positions);
    }

    private static void Divide(double[] frequencies, float divisor)
    {
        foreach (ref double frequency in frequencies.AsSpan())
            frequency /= divisor;
    }

    private static void Divide(ModelSource source, double[] frequencies, float[] divisors)
    {
        for (int j = 0; j < frequencies.Length; j++)
        {
            if (divisors[j] <= 0)
                throw source.Fault(FactorsTensor, string.Create(CultureInfo.InvariantCulture, $"The factor {divisors[j]} is not positive."));
            frequencies[j] /= divisors[j];
        }
    }

    /// <summary>Llama 3: pairs that turn slowly are interpolated, fast ones are kept, between two wavelengths a share of both.</summary>
    private static void ApplyLlama3(ModelSource source, double[] frequencies)
    {
        float factor = source.Positive("rope.scaling.factor");
        float low = source.Positive("rope.scaling.low_freq_factor");
        float high = source.Positive("rope.scaling.high_freq_factor");
        int original = source.Size("rope.scaling.original_context_length");
        if (high <= low)
            throw source.Fault(source.Key("rope.scaling.high_freq_factor"), "The value is not above that of the low frequencies.");
        foreach (ref double frequency in frequencies.AsSpan())
        {
            double turns = original * frequency / (2 * Math.PI);
            double kept = Math.Clamp((turns - low) / (high - low), 0, 1);
            frequency = (frequency / factor * (1 - kept)) + (frequency * kept);
        }
    }

    /// <summary>
    /// YaRN (Peng et al. 2023): slow pairs are interpolated, fast ones are kept, those between get a share of both. Returns what cosines
    /// and sines are multiplied by.
    /// </summary>
    private static double ApplyYarn(ModelSource source, double[] frequencies, float theta, int dimensions)
    {
        float factor = source.Positive("rope.scaling.factor");
        int original = source.Size("rope.scaling.original_context_length", source.Size("context_length", int.MaxValue), int.MaxValue);
        double low = Math.Max(Math.Floor(PairOf(source.Positive("rope.scaling.yarn_beta_fast", 32))), 0);
        double high = Math.Min(Math.Ceiling(PairOf(source.Positive("rope.scaling.yarn_beta_slow", 1))), dimensions - 1);
        double width = high > low ? high - low : 0.001;
        for (int j = 0; j < frequencies.Length; j++)
        {
            double interpolated = Math.Clamp((j - low) / width, 0, 1);
            frequencies[j] = frequencies[j] / factor * interpolated + frequencies[j] * (1 - interpolated);
        }

        if (source.Has("rope.scaling.attention_factor"))
            return source.Positive("rope.scaling.attention_factor");
        double attention = factor > 1 ? 0.1 * Math.Log(factor) + 1 : 1;
        return attention * source.Positive("rope.scaling.attn_factor", 1);

        // The pair that turns as often within the original context.
        double PairOf(double turns) => dimensions * Math.Log(original / (turns * 2 * Math.PI)) / (2 * Math.Log(theta));
    }
}

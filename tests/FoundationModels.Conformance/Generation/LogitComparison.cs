using System.Globalization;
using System.Numerics.Tensors;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference;

namespace FoundationModels.Conformance.Generation;

/// <summary>The logits of prompts' last positions against the reference's.</summary>
internal static class LogitComparison
{
    private const int Chunk = 64;

    /// <summary>Compares the prompts whose logits the file has, and adds a case for each where there is a bound.</summary>
    public static void Run(IInferenceBackend backend, IEnumerable<GoldenPrompt> prompts, string file, GenerationBounds bounds, ConformanceReport report)
    {
        using SafetensorsFile reference = SafetensorsFile.Open(file);
        float[] logits = new float[backend.VocabularySize];
        float worst = 0;
        foreach (GoldenPrompt prompt in prompts.Where(p => reference.Tensors.ContainsKey(p.Id)))
        {
            using IKeyValueBuffers buffers = backend.Allocate(prompt.Tokens.Length);
            for (int at = 0; at < prompt.Tokens.Length; at += Chunk)
                backend.Run(buffers, prompt.Tokens.AsSpan(at, Math.Min(Chunk, prompt.Tokens.Length - at)), at, logits, default);
            TensorPrimitives.Subtract(logits, reference.GetValues<float>(prompt.Id), logits);
            float difference = Math.Abs(TensorPrimitives.MaxMagnitude<float>(logits));
            worst = Math.Max(worst, difference);
            if (bounds.Logits is { } bound)
                report.Add($"logits/{prompt.Id}", difference <= bound, difference, string.Create(CultureInfo.InvariantCulture, $"the largest difference is {difference:G4}, allowed {bound}"));
        }

        report.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"logits: largest difference {worst:G4}"));
    }
}

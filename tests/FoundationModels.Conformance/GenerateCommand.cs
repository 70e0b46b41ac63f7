using FoundationModels.Conformance.Generation;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;

namespace FoundationModels.Conformance;

/// <summary><c>generate DIR [--precision fast|exact] [--model PATH]</c>: greedy text, logits and a corpus against a float32 reference.</summary>
internal static class GenerateCommand
{
    /// <summary>Runs the command. The model is a file or a package's folder; the repository's default model where none is given.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ModelPrecision precision = arguments.Value("precision") is { } name ? Enum.Parse<ModelPrecision>(name, ignoreCase: true) : ModelPrecision.Fast;
        string model = arguments.Value("model") ?? DefaultModelPackage.FindSource()
            ?? throw new ArgumentException("The default model is not beside the program: name one with --model PATH.");
        return Run(arguments.Directory, DefaultModelPackage.Open(model, precision), precision);
    }

    /// <summary>Compares a package with the reference outputs of a folder, or with the part of them that a test has time for.</summary>
    public static ConformanceReport Run(
        string directory, string package, ModelPrecision precision, Func<GoldenPrompt, bool>? only = null, int? maximumSegments = null)
    {
        ConformanceReport report = new("generate");
        GenerationBounds bounds = GenerationBounds.For(precision);
        ModelManifest manifest = ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName));
        GoldenPrompt[] prompts = [.. GoldenPrompt.Read(Path.Combine(directory, "prompts.jsonl.gz")).Where(p => only is null || only(p))];
        using OnnxBackend backend = OnnxBackend.Load(package, manifest);
        LogitComparison.Run(backend, prompts, Path.Combine(directory, "last_logits.safetensors"), bounds, report);
        CorpusComparison.Run(backend, Path.Combine(directory, "corpus.safetensors"), bounds, report, maximumSegments);
        using Decoder decoder = new(backend, () => new SilentText());
        GreedyComparison.Run(decoder, prompts, manifest.EndOfTurnTokens, bounds, report);
        return report;
    }
}

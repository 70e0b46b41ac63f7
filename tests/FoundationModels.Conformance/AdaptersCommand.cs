using FoundationModels.Conformance.Adapters;
using FoundationModels.Conformance.Generation;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;

namespace FoundationModels.Conformance;

/// <summary>
/// <c>adapters DIR [--adapters ROOT] [--precision exact,fast] [--model PATH] [--configs NAME,…]</c>: logits and greedy text with adapters, alone and
/// summed, against a reference; and the same text from ONNX Runtime GenAI with the same adapters, where that is in the local feed. What DIR lacks is
/// taken from ROOT; what neither has is listed.
/// </summary>
internal static class AdaptersCommand
{
    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        string model = arguments.Value("model") ?? DefaultModelPackage.FindSource()
            ?? throw new ArgumentException("The default model is not beside the program: name one with --model PATH.");
        IReadOnlyList<string> precisions = arguments.Names("precision") is { Count: > 0 } named ? named : ["exact", "fast"];
        AdapterFiles files = new([arguments.Directory, .. arguments.All("adapters")]);
        ConformanceReport report = new("adapters");
        foreach (string precision in precisions)
            Run(report, files, DefaultModelPackage.Open(model, Enum.Parse<ModelPrecision>(precision, ignoreCase: true)), arguments.Names("configs"));
        RunGenAI(report, files, model);
        return report;
    }

    /// <summary>Compares one package.</summary>
    /// <param name="report">Takes the cases.</param>
    /// <param name="files">Where reference and adapters are.</param>
    /// <param name="package">The package's folder.</param>
    /// <param name="only">The configurations to compare; all where none is named.</param>
    /// <param name="maximumPrompts">The most prompts, or null for all.</param>
    public static void Run(ConformanceReport report, AdapterFiles files, string package, IReadOnlyList<string> only, int? maximumPrompts = null)
    {
        if (files.Find("prompts.json") is not { } prompts || files.Find("logits.safetensors") is not { } logits)
        {
            foreach (string name in new[] { "prompts.json", "logits.safetensors" }.Where(n => files.Find(n) is null))
                report.AddUnsupported($"absent file {name}");
            return;
        }

        AdapterGoldens goldens = AdapterGoldens.Read(prompts);
        goldens = goldens with { Prompts = [.. goldens.Prompts.Take(maximumPrompts ?? int.MaxValue)] };
        ModelManifest manifest = ModelPackage.Open(package).Manifest;
        using SafetensorsFile reference = SafetensorsFile.Open(logits);
        using OnnxBackend backend = OnnxBackend.Load(package, manifest);
        AdapterComparison comparison = new(backend, manifest, reference, goldens, report);
        foreach (AdapterConfiguration configuration in goldens.Configurations)
        {
            string[] absent = [.. configuration.Adapters.Select(a => a.Name).Where(name => files.FindAdapter(name) is null)];
            foreach (string name in absent)
                report.AddUnsupported($"absent adapter {name}");

            // The base's own error is the measure of the others.
            if (absent.Length == 0 && (only.Count == 0 || only.Contains(configuration.Name) || configuration.Adapters.Count == 0))
                comparison.Run(configuration, [.. configuration.Adapters.Select(a => (files.ReadAdapter(a.Name, manifest), (float)a.Weight))]);
        }

        comparison.Summarize();
    }

    private static void RunGenAI(ConformanceReport report, AdapterFiles files, string model)
    {
#if ORT_GENAI
        if (files.Find("prompts.json") is { } prompts && File.Exists(model))
            GenAI.GenAIComparison.Run(report, files, AdapterGoldens.Read(prompts), model);
#else
        report.Notes.Add($"ONNX Runtime GenAI is not compared over {files.Find("prompts.json")} and {model}: it is not in eng/feed (eng/fetch-peers gets it)");
#endif
    }
}

using System.Text.Json;
using FoundationModels.Conformance.Generation;
using FoundationModels.Conformance.Gradients;
using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Conformance;

/// <summary>
/// <c>gradients DIR [--base ROOT] [--model PATH]</c>: losses, gradients and optimizer steps of training graphs against a reference, kept and computed
/// again, and against finite differences. What DIR lacks is taken from ROOT; what neither has is listed.
/// </summary>
internal static class GradientsCommand
{
    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ConformanceReport report = new("gradients");
        GradientFiles files = new([arguments.Directory, .. arguments.All("base")]);
        RunTiny(report, files);
        RunDefaultModel(report, files, arguments);
        return report;
    }

    private static void RunTiny(ConformanceReport report, GradientFiles files)
    {
        if (!files.HasAll(report, "gradients-tiny/manifest.json", "gradients-tiny/model", "gradients-tiny/initial-adapter/adapter_model.safetensors",
            "gradients-tiny/batch-gradients.safetensors", "gradients-tiny/batch-final.safetensors"))
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("fm-gradients-").FullName;
        try
        {
            ModelImporter.ImportAsync(
                files.Find("gradients-tiny/model")!, folder, new ModelImportOptions { Precision = ModelPrecision.Exact }, null, CancellationToken.None).GetAwaiter().GetResult();
            ModelPackage package = ModelPackage.Open(folder);
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(files.Find("gradients-tiny/manifest.json")!));
            new TinyGradients(report, files, package, manifest.RootElement).Run();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void RunDefaultModel(ConformanceReport report, GradientFiles files, ConformanceArguments arguments)
    {
        if (!files.HasAll(report, "gradients-smollm2/initial-A.safetensors", "gradients-smollm2/sequence.json", "gradients-smollm2/sequence-gradients.safetensors", "gradients-smollm2/steps.json"))
            return;
        string model = arguments.Value("model") ?? DefaultModelPackage.FindSource()
            ?? throw new ArgumentException("The default model is not beside the program: name one with --model PATH.");
        new DefaultModelGradients(report, files, ModelPackage.Open(DefaultModelPackage.Open(model, ModelPrecision.Exact))).Run();
    }
}

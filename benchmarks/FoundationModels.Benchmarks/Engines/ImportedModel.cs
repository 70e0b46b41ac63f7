using System.Globalization;
using FoundationModels.Import;

namespace FoundationModels.Benchmarks.Engines;

/// <summary>The default model as the engines on ONNX Runtime load it: in a store of our own, and as a folder for ONNX Runtime GenAI. The weights are the same.</summary>
internal static class ImportedModel
{
    private static readonly string Parent = Path.Combine(RepositoryFiles.Root, "artifacts", "benchmarks");

    /// <summary>It changes with the importer's code, so that no old graph is measured.</summary>
    private static readonly string Current = Path.Combine(Parent, typeof(ModelImporter).Module.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture));

    /// <summary>Gets the store that our own engine imports into and loads from.</summary>
    public static string StoreFolder { get; } = Path.Combine(Current, "store");

    /// <summary>Gets the folder with genai_config.json.</summary>
    public static string GenAIFolder { get; } = Path.Combine(Current, "ort-genai");

    /// <summary>The size of the weights in a folder.</summary>
    public static long WeightBytes(string folder) => Directory.EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);

    /// <summary>Imports the model for both unless that is done.</summary>
    public static async Task MakeAsync()
    {
        if (Directory.Exists(GenAIFolder))
            return;
        if (Directory.Exists(Parent))
            Directory.Delete(Parent, recursive: true);
        Console.Error.WriteLine("Importing the model …");
        await using (SystemLanguageModel model = new(RepositoryFiles.Model, new SystemLanguageModelOptions { StoreFolder = StoreFolder }))
            await model.EnsureReadyAsync();
        string unfinished = $"{GenAIFolder}.unfinished";

        // Without what would slow the peer down: no engine runs adapters here.
        ModelImportOptions options = new() { GenAI = true, GenAIAdapters = false };
        await ModelImporter.ImportAsync(RepositoryFiles.Model, unfinished, options, null, CancellationToken.None);
        Directory.Move(unfinished, GenAIFolder);
    }
}

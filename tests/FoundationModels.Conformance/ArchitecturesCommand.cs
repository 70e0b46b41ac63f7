using System.Text.Json;
using FoundationModels.Import;
using FoundationModels.Import.HuggingFace;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Conformance;

/// <summary>
/// Imports every model of DIR (folders in the form of Hugging Face) and DIR/gguf with float32 weights and compares what its full graph computes with the reference. A case is a prompt of
/// a file; its figure is the largest difference divided by the tolerance.
/// </summary>
internal static class ArchitecturesCommand
{
    private static readonly string[] NotModels = ["gguf", "blocks", "malformed"];

    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ConformanceReport report = new("architectures");
        IReadOnlyList<string> only = arguments.Names("only");
        foreach (string folder in Folders(arguments.Directory, only).Where(f => !NotModels.Contains(Path.GetFileName(f))))
        {
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));

            // Encoders have bounds of other names.
            double tolerance = manifest.RootElement.TryGetProperty("tolerance", out JsonElement bound) ? bound.GetDouble() : 0;
            ReferenceFile reference = new(Path.Combine(folder, "goldens.safetensors"), "", tolerance, Path.Combine(folder, "tokens.json"));
            RunModel(report, folder, Path.GetFileName(folder), reference);
        }

        foreach (string folder in Folders(Path.Combine(arguments.Directory, "gguf"), only))
            RunFolder(report, arguments.Directory, folder);
        return report;
    }

    private static IEnumerable<string> Folders(string directory, IReadOnlyList<string> only) => !Directory.Exists(directory) ? [] :
        Directory.EnumerateDirectories(directory).Where(d => only.Count == 0 || only.Contains(Path.GetFileName(d))).Order(StringComparer.Ordinal);

    private static void RunFolder(ConformanceReport report, string directory, string folder)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        double tolerance = manifest.RootElement.GetProperty("tolerance").GetDouble();
        string name = Path.GetFileName(folder);
        foreach (JsonProperty file in manifest.RootElement.GetProperty("files").EnumerateObject())
        {
            // The unquantized file has the numbers of the model in its first form.
            string variant = file.Value.GetProperty("variant").GetString()!;
            bool own = file.Value.GetProperty("logits_in").GetString()!.StartsWith("goldens.safetensors", StringComparison.Ordinal);
            string goldens = Path.Combine(own ? folder : Path.Combine(directory, name), "goldens.safetensors");
            string original = Path.Combine(directory, name, "tokens.json");
            string tokens = File.Exists(original) ? original : Path.Combine(folder, "tokens.json");
            ReferenceFile reference = new(goldens, own ? $"{variant}." : "", tolerance, tokens);
            RunModel(report, Path.Combine(folder, file.Name), $"gguf/{name}/{variant}", reference);
        }
    }

    private static void RunModel(ConformanceReport report, string path, string id, ReferenceFile reference)
    {
        string package = Directory.CreateTempSubdirectory("architectures-").FullName;
        try
        {
            ModelImportOptions options = new() { Precision = ModelPrecision.Exact };
            ModelImporter.ImportAsync(path, package, options, null, CancellationToken.None).GetAwaiter().GetResult();
            using ReferenceGraph graph = new(package);
            using SafetensorsFile goldens = SafetensorsFile.Open(reference.Goldens);
            for (int prompt = 0; goldens.Tensors.ContainsKey($"prompt{prompt}.ids"); prompt++)
            {
                ArchitectureCheck check = new(graph, goldens, reference.Prefix, $"prompt{prompt}", reference.Tolerance);
                check.Report(report, $"{id} prompt {prompt}");
            }

            TokensCheck.Report(report, $"{id} tokens", Path.Combine(package, "tokenizer.json"), reference.Tokens);
        }
        catch (ModelFormatException e) when (e.Element == ModelSource.ArchitectureKey)
        {
            using ModelSource source = new(path);
            report.AddUnsupported($"architecture {source.Architecture}");
        }
        catch (ModelFormatException e) when (e.Element is HuggingFaceModel.ModelType or "sliding_window")
        {
            report.AddUnsupported($"safetensors {id}");
            TokensCheck.Report(report, $"{id} tokens", Path.Combine(path, "tokenizer.json"), reference.Tokens);
        }
        catch (FoundationModelsException e)
        {
            report.Add(id, false, null, e.Message);
        }
        finally
        {
            Directory.Delete(package, recursive: true);
        }
    }

    /// <summary>What a file is compared with.</summary>
    /// <param name="Goldens">The file of reference outputs.</param>
    /// <param name="Prefix">What their names begin with.</param>
    /// <param name="Tolerance">The largest difference of a logit.</param>
    /// <param name="Tokens">The texts of the tokenizer.</param>
    private sealed record ReferenceFile(string Goldens, string Prefix, double Tolerance, string Tokens);
}

using FoundationModels.Adapters;
using FoundationModels.Adapters.Files;
using FoundationModels.Adapters.Sets;
using FoundationModels.Conformance.Adapters;
using FoundationModels.Import;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace FoundationModels.Conformance.GenAI;

/// <summary>Lets ONNX Runtime GenAI load the adapter files that this SDK writes over the package that it exports, and compares the greedy text with its own.</summary>
internal static class GenAIComparison
{
    private const int MostTokens = 24;

    /// <summary>Adds a case for each prompt of each configuration of one adapter at most, which is what GenAI can do.</summary>
    public static void Run(ConformanceReport report, AdapterFiles files, AdapterGoldens goldens, string source)
    {
        string folder = Directory.CreateTempSubdirectory("fm-genai-").FullName;
        try
        {
            ModelImporter.ImportAsync(source, folder, new ModelImportOptions { GenAI = true }, null, CancellationToken.None).GetAwaiter().GetResult();
            ModelManifest manifest = ModelPackage.Open(folder).Manifest;

            // GenAI takes the ONNX Runtime that the process has already; without one it dies.
            _ = OrtEnv.Instance();
            using OnnxBackend backend = OnnxBackend.Load(folder, manifest);
            using Model model = new(folder);
            foreach (AdapterConfiguration configuration in goldens.Configurations.Where(c => c.Adapters.Count <= 1 && c.Adapters.All(a => files.FindAdapter(a.Name) is not null)))
            {
                IReadOnlyList<AdapterUpdate>? updates = configuration.Adapters is [var only] ? files.ReadAdapter(only.Name, manifest) : null;
                string path = Path.Combine(folder, $"{configuration.Name}.onnx_adapter");
                if (updates is not null)
                    File.WriteAllBytes(path, OnnxAdapterWriter.Write(updates, AdapterElementType.Single));
                using IBoundAdapter? adapter = updates is null ? null : backend.LoadAdapter(AdapterComposition.Compose([(updates, 1)]), CancellationToken.None);
                foreach (AdapterPrompt prompt in goldens.Prompts)
                {
                    // GenAI keeps the token that ends the turn to itself.
                    int[] ours = [.. GreedyText.Generate(backend, adapter, prompt.Tokens, MostTokens, manifest.EndOfTurnTokens).TakeWhile(t => !manifest.EndOfTurnTokens.Contains(t))];
                    int[] theirs = Generate(model, updates is null ? null : path, prompt.Tokens, ours.Length);
                    report.Add($"genai/{configuration.Name}/{prompt.Id}", ours.AsSpan().SequenceEqual(theirs), null, $"ours {string.Join(' ', ours)}, ONNX Runtime GenAI's {string.Join(' ', theirs)}");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int[] Generate(Model model, string? adapter, int[] prompt, int count)
    {
        using GeneratorParams parameters = new(model);
        parameters.SetSearchOption("max_length", prompt.Length + count);
        parameters.SetSearchOption("do_sample", false);
        using Microsoft.ML.OnnxRuntimeGenAI.Adapters adapters = new(model);
        using Generator generator = new(model, parameters);
        if (adapter is not null)
        {
            adapters.LoadAdapter(adapter, "adapter");
            generator.SetActiveAdapter(adapters, "adapter");
        }

        generator.AppendTokens(prompt);
        for (int i = 0; i < count && !generator.IsDone(); i++)
            generator.GenerateNextToken();
        return generator.GetSequence(0)[prompt.Length..].ToArray();
    }
}

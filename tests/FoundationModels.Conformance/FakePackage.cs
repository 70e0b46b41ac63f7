using System.Security.Cryptography;
using FoundationModels.Packages;

namespace FoundationModels.Conformance;

/// <summary>A package without a model in it, for tests of the store: a graph and weights made of a few bytes of the source.</summary>
internal static class FakePackage
{
    /// <summary>Writes the package.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="content">What the weights are.</param>
    /// <param name="precision">What the manifest says.</param>
    public static void Write(string folder, byte[] content, ModelPrecision precision)
    {
        PackageFile[] files = [WriteFile(folder, "model.onnx", [1, 2, 3]), WriteFile(folder, "weights.bin", content)];
        ModelManifestJson.Write(Path.Combine(folder, ModelManifest.FileName), new ModelManifest
        {
            Format = ModelPackage.NewestFormat,
            Id = "fake",
            Architecture = "none",
            Precision = precision,
            ContextSize = 16,
            VocabularySize = 4,
            HiddenSize = 8,
            KeyValue = new KeyValueLayout(1, 1, 8),
            Graphs = new ModelGraphs("model.onnx", null),
            EndOfTurnTokens = [0],
            SourceSignature = "none",
            Files = files,
        });
    }

    private static PackageFile WriteFile(string folder, string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(folder, name), content);
        return new PackageFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}

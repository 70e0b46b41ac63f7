using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Models;

/// <summary>What is known of a model before it is loaded.</summary>
/// <param name="Id">Its name.</param>
/// <param name="ContextSize">The most tokens of input and output together.</param>
/// <param name="Languages">The languages that its makers name.</param>
internal sealed record ModelFacts(string Id, int ContextSize, IReadOnlyList<string> Languages)
{
    /// <summary>The facts of a package.</summary>
    public static ModelFacts Of(ModelManifest manifest) => new(manifest.Id, manifest.ContextSize, manifest.Languages);

    /// <summary>Reads the header of a model file or the manifest of a package.</summary>
    /// <exception cref="ModelFormatException">It is corrupt or unsupported.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ModelFacts Read(string path)
    {
        if (ModelPackage.IsPackage(path))
            return Of(ModelPackage.Open(path).Manifest);
        using ModelSource source = new(path);
        ModelCard card = source.File.Card;
        return new ModelFacts(card.Id, source.Size("context_length"), card.Languages);
    }
}

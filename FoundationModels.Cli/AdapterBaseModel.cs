using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli;

/// <summary>The model that an adapter is for: where it is, and what its package says of it.</summary>
/// <param name="Path">A package's folder, or what the package was imported from.</param>
/// <param name="Manifest">The package's manifest.</param>
internal sealed record AdapterBaseModel(string Path, ModelManifest Manifest)
{
    /// <summary>Finds a model, importing it where that was not done yet.</summary>
    /// <param name="path">The path that was given, or null for the default model.</param>
    /// <param name="environment">Where it runs.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    public static async Task<AdapterBaseModel> OpenAsync(string? path, FmEnvironment environment, CancellationToken cancellationToken)
    {
        ModelSearch search = ModelLocator.Find(path, environment.Places);
        string found = search.Path ?? throw new UsageException(search.Describe());
        string folder = found;
        if (!ModelPackage.IsPackage(found))
        {
            using ImportProgressDisplay progress = ImportProgressDisplay.Create(environment.Streams);
            folder = await environment.OpenStore().GetOrImportAsync(found, ModelPrecision.Fast, progress, cancellationToken);
        }

        return new AdapterBaseModel(found, ModelPackage.Open(folder).Manifest);
    }
}

using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Models;

/// <summary>Opens the user's store of models with the importer that fills it.</summary>
internal static class UserStore
{
    /// <summary>Opens a store.</summary>
    /// <param name="folder">Its folder, or null for the user's default one.</param>
    public static ModelStore Open(string? folder = null) => new(folder ?? StoreLocation.Default(), ImportAsync);

    private static Task ImportAsync(
        string source, string destination, ModelPrecision precision, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken) =>
        ModelImporter.ImportAsync(source, destination, new ModelImportOptions { Precision = precision }, progress, cancellationToken);
}

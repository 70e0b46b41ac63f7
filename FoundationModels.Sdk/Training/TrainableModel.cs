using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>Finds the exact weights that a training needs.</summary>
internal static class TrainableModel
{
    /// <summary>Opens the package of a model with exact weights; a model file is imported to the store where that was not done yet.</summary>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    /// <exception cref="AdapterTrainingException">The package lacks the exact weights.</exception>
    public static async Task<ModelPackage> OpenAsync(
        string? path, string? storeFolder, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        ModelPlaces places = ModelPlaces.OfProcess();
        ModelSearch search = ModelLocator.Find(path, storeFolder is null ? places : places with { StoreFolder = storeFolder });
        string found = search.Path ?? throw new ModelUnavailableException(path ?? "system", ModelUnavailableReason.ModelNotFound, search.Describe());
        try
        {
            string folder = ModelPackage.IsPackage(found)
                ? found
                : await UserStore.Open(storeFolder).GetOrImportAsync(found, ModelPrecision.Exact, progress, cancellationToken).ConfigureAwait(false);
            ModelPackage package = ModelPackage.Open(folder);
            return package.Manifest.Graphs is { Training: not null, TrainingRecomputing: not null } ? package : throw Unfit(package);
        }
        catch (Exception e) when (e is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException(Path.GetFileNameWithoutExtension(found), ModelUnavailableReason.ModelNotUsable, e.Message, e);
        }
    }

    private static AdapterTrainingException Unfit(ModelPackage package) => new(package.Manifest.Precision == ModelPrecision.Exact
        ? $"The package '{package.Folder}' was imported by an older version and has no training graph. Import {package.Manifest.Id} again with --precision exact."
        : $"The package '{package.Folder}' has weights for answers only ({package.Manifest.Precision}): it no longer holds the exact ones, which training needs. Train from the model's own file, or import it with --precision exact.");
}

using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli.Doctor;

/// <summary>Looks for the default model as the SDK does, and at the package that was imported from it.</summary>
internal sealed class ModelChecks(ModelPlaces places, ModelStore? store)
{
    /// <summary>Makes the checks.</summary>
    /// <param name="verify">Whether to read every byte of the package.</param>
    /// <param name="progress">Hears of the reading.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(bool verify, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        ModelSearch search = ModelLocator.Find(null, places);
        List<DoctorCheck> checks = [.. search.Steps.Select(step => new DoctorCheck("Search", DoctorStatus.Ok, step))];
        if (search.Path is not { } path)
        {
            checks.Add(new DoctorCheck(
                "Model",
                DoctorStatus.Missing,
                "none was found",
                $"Set {ModelPlaces.Variable} to a .gguf file or a package's folder, put one into a folder 'models' beside the app, or give --model."));
            return checks;
        }

        checks.Add(new DoctorCheck("Model", DoctorStatus.Ok, path));
        checks.Add(await PackageAsync(path, verify, progress, cancellationToken));
        return checks;
    }

    private async Task<DoctorCheck> PackageAsync(string path, bool verify, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        string? folder = path;
        if (File.Exists(path))
        {
            folder = store is null ? null : await FindImportedAsync(store, path, progress, cancellationToken);
            if (folder is null)
                return new DoctorCheck("Package", DoctorStatus.Ok, "not imported yet; the first use does it");
        }

        try
        {
            ModelManifest manifest = ModelPackage.Open(folder).Manifest;
            string detail = $"{manifest.Id}, format {manifest.Format}, {ByteSize.Format(manifest.Files.Sum(f => f.Length))}, {folder}";
            if (!verify || store is null)
                return new DoctorCheck("Package", DoctorStatus.Ok, detail);

            IReadOnlyList<string> damaged = await store.VerifyAsync(folder, progress, cancellationToken);
            return damaged.Count == 0
                ? new DoctorCheck("Package", DoctorStatus.Ok, $"{detail}; every hash is right")
                : Damaged($"damaged: {string.Join(", ", damaged)}, {folder}", folder == path);
        }
        catch (ModelFormatException e)
        {
            return Damaged(e.Message, folder == path);
        }
    }

    // What was imported on first use is made anew by the next one; what the user has given is not ours to mend.
    private static DoctorCheck Damaged(string detail, bool isUsers) => isUsers
        ? new DoctorCheck("Package", DoctorStatus.Missing, detail, "Make the package again with 'fm import'.")
        : new DoctorCheck("Package", DoctorStatus.Warning, detail, "The next use imports the model again.");

    private static async Task<string?> FindImportedAsync(
        ModelStore store, string path, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        string hash = await store.Hashes.GetAsync(path, progress, cancellationToken);
        string folder = store.Contents.PathOf(PackageKey.Of(hash, ModelPrecision.Fast));
        return Directory.Exists(folder) ? folder : null;
    }
}

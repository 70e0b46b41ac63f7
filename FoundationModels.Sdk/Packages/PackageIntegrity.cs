namespace FoundationModels.Packages;

/// <summary>Compares the files of a package with the hashes in its manifest.</summary>
internal static class PackageIntegrity
{
    /// <summary>The files whose bytes are not those of the manifest. Files with the stamp at which they were last found right are not read.</summary>
    public static Task<IReadOnlyList<string>> FindDamageAsync(
        ModelPackage package, FileHashes hashes, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken) =>
        CompareAsync(package, path => hashes.GetAsync(path, progress, cancellationToken));

    /// <summary>The same, reading every byte.</summary>
    public static Task<IReadOnlyList<string>> VerifyAsync(
        ModelPackage package, FileHashes hashes, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken) =>
        CompareAsync(package, path => hashes.ComputeAsync(path, progress, cancellationToken));

    private static async Task<IReadOnlyList<string>> CompareAsync(ModelPackage package, Func<string, Task<string>> hashOf)
    {
        List<string> damaged = [];
        foreach (PackageFile file in package.Manifest.Files)
        {
            string hash = await hashOf(package.PathOf(file.Name)).ConfigureAwait(false);
            if (!hash.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
                damaged.Add(file.Name);
        }

        return damaged;
    }
}

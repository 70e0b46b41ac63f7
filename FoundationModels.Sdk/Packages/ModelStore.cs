namespace FoundationModels.Packages;

/// <summary>Imports a model into a folder.</summary>
/// <param name="source">The model's file or folder.</param>
/// <param name="destination">The folder, which exists and is empty.</param>
/// <param name="precision">How to store the weights.</param>
/// <param name="progress">Hears of progress, or null.</param>
/// <param name="cancellationToken">Stops the import.</param>
internal delegate Task PackageImport(
    string source, string destination, ModelPrecision precision, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken);

/// <summary>
/// The user's cache of imported models: a folder of packages named by the source's hash, the package format and the precision, safe for
/// any number of processes. A package appears in it whole or not at all.
/// </summary>
internal sealed class ModelStore
{
    private const long SpaceBase = 64L << 20;
    private readonly PackageImport _import;
    private readonly Func<string, long> _freeSpace;

    /// <summary>Opens a store; nothing is made on disk before the first import.</summary>
    /// <param name="folder">The store's folder, as <see cref="StoreLocation.Default"/> has it.</param>
    /// <param name="import">Makes a package.</param>
    /// <param name="freeSpace">The free bytes of the disk that has a folder; null for the operating system's answer.</param>
    public ModelStore(string folder, PackageImport import, Func<string, long>? freeSpace = null)
    {
        Folder = Path.GetFullPath(folder);
        Hashes = new FileHashes(Path.Combine(Folder, "hashes.json"));
        Contents = new StoreContents(Folder);
        _import = import;
        _freeSpace = freeSpace ?? FreeSpace;
    }

    /// <summary>Gets the store's folder.</summary>
    public string Folder { get; }

    /// <summary>Gets the remembered hashes of sources and of packages' files.</summary>
    public FileHashes Hashes { get; }

    /// <summary>Gets what is in the store, to list and to remove.</summary>
    public StoreContents Contents { get; }

    /// <summary>The package of a model, imported now if it isn't in the store or is damaged there.</summary>
    /// <param name="sourcePath">The model's file or folder.</param>
    /// <param name="precision">How the weights are stored.</param>
    /// <param name="progress">Hears of hashing, waiting and importing.</param>
    /// <param name="cancellationToken">Stops the import and leaves nothing behind.</param>
    /// <returns>The package's folder.</returns>
    /// <exception cref="ModelFormatException">The source is corrupt or unsupported.</exception>
    /// <exception cref="InsufficientDiskSpaceException">The disk has too little free space.</exception>
    /// <exception cref="FoundationModelsException">The store cannot be written.</exception>
    public async Task<string> GetOrImportAsync(
        string sourcePath, ModelPrecision precision, IProgress<ModelImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        string hash = await SourceHash.GetAsync(sourcePath, Hashes, progress, cancellationToken).ConfigureAwait(false);
        PackageKey key = PackageKey.Of(hash, precision);
        string folder = Contents.PathOf(key);
        if (await IsIntactAsync(folder, progress, cancellationToken).ConfigureAwait(false))
            return folder;

        CreateFolders();
        ModelImportProgress waiting = new("Waiting for another process that imports the same model", 0, 0);
        using FileLock held = await FileLock.AcquireAsync(Contents.LockOf(key), () => progress?.Report(waiting), cancellationToken).ConfigureAwait(false);

        // The one who held the lock before may have made it.
        if (await IsIntactAsync(folder, progress, cancellationToken).ConfigureAwait(false))
            return folder;
        StoreContents.Discard(folder);
        Contents.RemoveLeftovers(key);
        CheckSpace(sourcePath, precision);
        await ImportAsync(sourcePath, hash, key, folder, progress, cancellationToken).ConfigureAwait(false);
        Contents.RemoveOlderFormats(key);
        return folder;
    }

    /// <summary>Reads every byte of a package and compares it with the manifest.</summary>
    /// <returns>The names of the damaged files.</returns>
    /// <exception cref="ModelFormatException">The package cannot be opened.</exception>
    public Task<IReadOnlyList<string>> VerifyAsync(
        string packageFolder, IProgress<ModelImportProgress>? progress = null, CancellationToken cancellationToken = default) =>
        PackageIntegrity.VerifyAsync(ModelPackage.Open(packageFolder), Hashes, progress, cancellationToken);

    private static long FreeSpace(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some file systems don't say; the import itself then tells when the disk is full.
            return long.MaxValue;
        }
    }

    private async Task<bool> IsIntactAsync(string folder, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            return false;
        try
        {
            ModelPackage package = ModelPackage.Open(folder);
            IReadOnlyList<string> damaged = await PackageIntegrity.FindDamageAsync(package, Hashes, progress, cancellationToken).ConfigureAwait(false);
            if (damaged.Count > 0)
                return false;
        }
        catch (Exception e) when (e is ModelFormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        StoreEntry.Touch(folder);
        return true;
    }

    private async Task ImportAsync(
        string sourcePath, string hash, PackageKey key, string folder, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        string temporary = Contents.NewTemporary(key);
        Directory.CreateDirectory(temporary);
        ModelPackage package;
        try
        {
            await _import(sourcePath, temporary, key.Precision, progress, cancellationToken).ConfigureAwait(false);
            package = ModelPackage.Open(temporary);
            new StoreEntry(Path.GetFullPath(sourcePath), hash, DateTimeOffset.UtcNow).Write(temporary);
            FlushToDisk(temporary);
            Directory.Move(temporary, folder);
        }
        catch
        {
            StoreContents.Discard(temporary);
            throw;
        }

        Hashes.Remember(package.Manifest.Files.Select(file => (Path.Combine(folder, file.Name), file.Sha256)));
    }

    /// <summary>The name of a folder may reach the disk before its files do; then a loss of power would leave a package of empty files.</summary>
    private static void FlushToDisk(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.Flush(flushToDisk: true);
        }
    }

    private void CreateFolders()
    {
        try
        {
            Contents.CreateFolders();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FoundationModelsException(
                $"The store of imported models '{Folder}' cannot be written: {e.Message} Set {StoreLocation.Variable} to a folder that can be.", e);
        }
    }

    private void CheckSpace(string sourcePath, ModelPrecision precision)
    {
        long required = SpaceBase + SourceHash.PackageBytes(sourcePath, precision);
        long available = _freeSpace(Folder);
        if (available < required)
            throw new InsufficientDiskSpaceException(Folder, required, available);
    }
}

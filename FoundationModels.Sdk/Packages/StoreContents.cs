namespace FoundationModels.Packages;

/// <summary>The folders of the store: <c>packages/KEY</c>, what is being made beside them as <c>KEY.ID.tmp</c>, and <c>locks/KEY.lock</c>.</summary>
internal sealed class StoreContents(string root)
{
    private const string TemporarySuffix = ".tmp";
    private readonly string _packages = Path.Combine(root, "packages");
    private readonly string _locks = Path.Combine(root, "locks");

    /// <summary>Every package, the last used first.</summary>
    public IReadOnlyList<StoredPackage> List() => [.. Keys().Select(key => StoredPackage.Read(key, PathOf(key))).OrderByDescending(p => p.LastUsed)];

    /// <summary>Removes a package.</summary>
    /// <returns>False where another process is importing it, or the operating system says that it is in use.</returns>
    public bool Remove(PackageKey key)
    {
        CreateFolders();
        using FileLock? held = FileLock.TryAcquire(LockOf(key));
        return held is not null && Discard(PathOf(key));
    }

    /// <summary>Removes packages that were not used for some time or have a format that this version no longer makes, and what killed imports left.</summary>
    /// <param name="unusedFor">How long a package has to have been unused.</param>
    /// <returns>The packages that were removed.</returns>
    public IReadOnlyList<StoredPackage> Prune(TimeSpan unusedFor)
    {
        if (!Directory.Exists(_packages))
            return [];
        DateTimeOffset limit = DateTimeOffset.UtcNow - unusedFor;
        List<StoredPackage> removed =
            [.. List().Where(p => p.LastUsed <= limit || p.Key.Format < ModelPackage.NewestFormat || p.Problem is not null).Where(p => Remove(p.Key))];
        foreach (PackageKey key in LeftoverKeys())
        {
            using FileLock? held = FileLock.TryAcquire(LockOf(key));
            if (held is not null)
                RemoveLeftovers(key);
        }

        return removed;
    }

    /// <summary>The folder of a package.</summary>
    internal string PathOf(PackageKey key) => Path.Combine(_packages, key.ToString());

    /// <summary>The file that whoever makes or removes the package has to lock.</summary>
    internal string LockOf(PackageKey key) => Path.Combine(_locks, $"{key}.lock");

    /// <summary>A new name for a package that is being made.</summary>
    internal string NewTemporary(PackageKey key) => $"{PathOf(key)}.{Guid.NewGuid():N}{TemporarySuffix}";

    internal void CreateFolders()
    {
        Directory.CreateDirectory(_packages);
        Directory.CreateDirectory(_locks);
    }

    /// <summary>Removes what imports of a key left when they were killed. The caller holds its lock, so none is running.</summary>
    internal void RemoveLeftovers(PackageKey key)
    {
        foreach (string folder in Directory.EnumerateDirectories(_packages, $"{key}.*{TemporarySuffix}").ToList())
            Discard(folder);
    }

    /// <summary>Removes packages of the same source in formats that this version no longer makes.</summary>
    internal void RemoveOlderFormats(PackageKey key)
    {
        foreach (PackageKey older in Keys().Where(k => k.SourceHash == key.SourceHash && k.Format < key.Format).ToList())
            Remove(older);
    }

    /// <summary>
    /// Removes a folder, first from sight and then from the disk, so that nobody opens it half removed.
    /// </summary>
    /// <returns>False where the operating system refuses because the folder is in use.</returns>
    internal static bool Discard(string folder)
    {
        if (!Directory.Exists(folder))
            return true;
        try
        {
            string hidden = folder;
            if (!folder.EndsWith(TemporarySuffix, StringComparison.Ordinal))
            {
                hidden = $"{folder}.{Guid.NewGuid():N}{TemporarySuffix}";
                Directory.Move(folder, hidden);
            }

            Directory.Delete(hidden, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return !Directory.Exists(folder);
        }
    }

    private IEnumerable<PackageKey> Keys()
    {
        if (!Directory.Exists(_packages))
            yield break;
        foreach (string folder in Directory.EnumerateDirectories(_packages))
        {
            if (PackageKey.TryParse(Path.GetFileName(folder), out PackageKey key))
                yield return key;
        }
    }

    private List<PackageKey> LeftoverKeys()
    {
        List<PackageKey> keys = [];
        foreach (string folder in Directory.EnumerateDirectories(_packages, $"*{TemporarySuffix}"))
        {
            if (PackageKey.TryParse(Path.GetFileName(folder).Split('.')[0], out PackageKey key))
                keys.Add(key);
        }

        return keys;
    }
}

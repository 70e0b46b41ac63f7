using FoundationModels.Packages;

namespace FoundationModels.Cli.Output;

/// <summary>How people name an imported model: by its name, or by the beginning of its key.</summary>
internal static class StoredPackageName
{
    private const int ShortKeyLength = 8;

    /// <summary>The beginning of the key, as the list shows it.</summary>
    public static string ShortKey(StoredPackage package) => package.Key.ToString()[..ShortKeyLength];

    /// <summary>The packages that a name stands for: all of that name, or those whose key begins with it.</summary>
    /// <exception cref="FoundationModelsException">There is none.</exception>
    public static IReadOnlyList<StoredPackage> Find(IReadOnlyList<StoredPackage> packages, string name)
    {
        List<StoredPackage> found = [.. packages.Where(p => string.Equals(p.ModelId, name, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 0 && name.Length >= ShortKeyLength)
            found.AddRange(packages.Where(p => p.Key.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase)));
        return found.Count > 0
            ? found
            : throw new FoundationModelsException($"No imported model has the name or key '{name}'. See 'fm models'.");
    }
}

using System.Security.Cryptography;
using FoundationModels.Adapters.Files;
using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Adapters;

/// <summary>An adapter that was read from its package and found sound. It keeps nothing of the files.</summary>
internal sealed class AdapterPackage
{
    private const int MetadataLimit = 1 << 20;

    private AdapterPackage(string path, AdapterMetadata metadata, IReadOnlyList<AdapterUpdate> updates)
    {
        Path = path;
        Metadata = metadata;
        Updates = updates;
    }

    /// <summary>Gets the package's path.</summary>
    public string Path { get; }

    /// <summary>Gets what the package says of itself.</summary>
    public AdapterMetadata Metadata { get; }

    /// <summary>Gets what the adapter adds to each map.</summary>
    public IReadOnlyList<AdapterUpdate> Updates { get; }

    /// <summary>Reads a package.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AdapterFormatException">The package is absent, incomplete, damaged or not an adapter's.</exception>
    public static AdapterPackage Load(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, source =>
        {
            AdapterMetadata metadata = ReadMetadata(path, source);
            ReadOnlySpan<byte> weights = source.Read(AdapterMetadata.WeightsFile, Array.MaxLength);
            string hash = Convert.ToHexStringLower(SHA256.HashData(weights));
            if (!hash.Equals(metadata.WeightsSha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new AdapterFormatException(
                    path, AdapterMetadata.WeightsFile, $"Its SHA-256 is {hash}, the metadata say {metadata.WeightsSha256}. The package is damaged or was changed; get it again.");
            }

            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<AdapterUpdate> updates = AdapterUpdates.Read(path, weights, cancellationToken);
            CheckSummary(path, metadata, updates);
            return new AdapterPackage(path, metadata, updates);
        });
    }

    /// <summary>Reads a package's metadata alone.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="AdapterFormatException">The package is absent, or its metadata are damaged or not an adapter's.</exception>
    public static AdapterMetadata ReadMetadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, source => ReadMetadata(path, source));
    }

    /// <summary>Checks that the adapter belongs to a model and that each of its updates has a place there.</summary>
    /// <exception cref="AdapterMismatchException">It does not.</exception>
    public void CheckFits(ModelManifest manifest) => AdapterFit.Check(Metadata, Updates, manifest);

    private static T Open<T>(string path, Func<IAdapterSource, T> read)
    {
        try
        {
            if (Directory.Exists(path))
            {
                using AdapterFolder folder = new(path);
                return read(folder);
            }

            using MappedFile file = new(path);
            return read(new AdapterArchive(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AdapterFormatException(path, null, $"The adapter cannot be read: {e.Message}", e);
        }
    }

    private static AdapterMetadata ReadMetadata(string path, IAdapterSource source)
    {
        AdapterMetadata metadata = AdapterMetadataJson.Read(path, source.Read(AdapterMetadata.FileName, MetadataLimit));
        return AdapterMetadataCheck.FindFault(metadata) is var (property, reason)
            ? throw new AdapterFormatException(path, property, reason)
            : metadata;
    }

    private static void CheckSummary(string path, AdapterMetadata metadata, IReadOnlyList<AdapterUpdate> updates)
    {
        int rank = updates.Max(u => u.Rank);
        if (rank != metadata.Rank)
            throw new AdapterFormatException(path, "rank", $"The metadata say rank {metadata.Rank}, the weights have {rank}.");
        string[] kinds = [.. updates.Select(u => AdapterNames.KindOf(u.Slot)).Distinct().Order(StringComparer.Ordinal)];
        if (!metadata.TargetModules.Order(StringComparer.Ordinal).SequenceEqual(kinds))
            throw new AdapterFormatException(path, "targetModules", $"The metadata name {string.Join(", ", metadata.TargetModules)}; the weights have {string.Join(", ", kinds)}.");
    }
}

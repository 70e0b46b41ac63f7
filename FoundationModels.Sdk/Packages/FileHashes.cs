using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace FoundationModels.Packages;

/// <summary>
/// SHA-256 of files, remembered by path, length and time stamp in a small file, so that a load does not read a model's every byte. The
/// file is a cache: where it is absent or damaged, hashes are made again.
/// </summary>
internal sealed class FileHashes(string indexPath)
{
    private const int BufferSize = 1 << 20;
    private const int EntryLimit = 4096;
    private readonly Lock _gate = new();
    private Dictionary<string, FileHash>? _entries;

    /// <summary>The remembered hash of a file, or null where there is none for its present stamp.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public string? Find(string path)
    {
        path = Path.GetFullPath(path);
        FileStamp stamp = FileStamp.Of(path);
        lock (_gate)
        {
            _entries ??= Read();
            return _entries.TryGetValue(path, out FileHash? hash) && hash.Length == stamp.Length && hash.Ticks == stamp.Ticks ? hash.Sha256 : null;
        }
    }

    /// <summary>The hash of a file: the remembered one where its stamp is the same, otherwise made and remembered.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public async Task<string> GetAsync(string path, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken) =>
        Find(path) ?? await ComputeAsync(path, progress, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes the hash of a file from its bytes, whatever is remembered.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public async Task<string> ComputeAsync(string path, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        FileStamp stamp = FileStamp.Of(path);
        string hash = await HashAsync(path, stamp.Length, progress, cancellationToken).ConfigureAwait(false);

        // A file that changed meanwhile has a hash that belongs to neither of its states.
        if (FileStamp.Of(path) == stamp)
            Remember([KeyValuePair.Create(path, new FileHash(stamp.Length, stamp.Ticks, hash))]);
        return hash;
    }

    /// <summary>Remembers hashes that are known without reading the files, because they were made while the files were written.</summary>
    public void Remember(IEnumerable<(string Path, string Sha256)> files) => Remember(files.Select(file =>
    {
        FileStamp stamp = FileStamp.Of(file.Path);
        return KeyValuePair.Create(Path.GetFullPath(file.Path), new FileHash(stamp.Length, stamp.Ticks, file.Sha256));
    }).ToList());

    private static async Task<string> HashAsync(string path, long length, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: false);
            string stage = $"Checking {Path.GetFileName(path)}";
            for (long done = 0; await file.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false) is var read and > 0;)
            {
                hash.AppendData(buffer, 0, read);
                done += read;
                progress?.Report(new ModelImportProgress(stage, done, length));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Remember(List<KeyValuePair<string, FileHash>> hashes)
    {
        lock (_gate)
        {
            // Read again: another process may have added to it. What is lost between here and the move is only hashed once more.
            _entries = Read();
            foreach ((string path, FileHash hash) in hashes)
                _entries[path] = hash;
            foreach (string gone in _entries.Keys.Where(path => !File.Exists(path)).ToList())
                _entries.Remove(gone);
            if (_entries.Count > EntryLimit)
                _entries = hashes.ToDictionary(StringComparer.Ordinal);
            Write(_entries);
        }
    }

    private Dictionary<string, FileHash> Read()
    {
        try
        {
            using FileStream file = File.OpenRead(indexPath);
            if (JsonSerializer.Deserialize(file, StoreJson.Default.DictionaryStringFileHash) is { } entries && entries.Values.All(hash => hash is not null))
                return new Dictionary<string, FileHash>(entries, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
        }

        return new Dictionary<string, FileHash>(StringComparer.Ordinal);
    }

    private void Write(Dictionary<string, FileHash> entries)
    {
        string temporary = $"{indexPath}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(indexPath)!);
            using (FileStream file = File.Create(temporary))
                JsonSerializer.Serialize(file, entries, StoreJson.Default.DictionaryStringFileHash);
            File.Move(temporary, indexPath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the index the next load reads the files once more, which is slower and as right.
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}

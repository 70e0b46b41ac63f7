using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FoundationModels.Import;

/// <summary>
/// The identity of a model's function: a SHA-256 over its tensors and the constants that act on them. It depends on neither the importer nor the
/// package's precision, so that what is bound to it (adapters) outlives both.
/// </summary>
internal static class SourceSignature
{
    private const int ChunkBytes = 16 << 20;

    /// <summary>
    /// Hashes, for every tensor in the order of names, its name, type, dimensions and bytes, then every hyperparameter about rotation, norms and
    /// attention in the order of keys.
    /// </summary>
    public static string Compute(ModelSource source, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SourceTensor tensor in source.File.Tensors.Values.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Append(hash, tensor.Name);
            Append(hash, (long)tensor.Type);
            Append(hash, tensor.Dimensions.Count);
            foreach (long dimension in tensor.Dimensions)
                Append(hash, dimension);
            long rowsPerChunk = Math.Max(ChunkBytes / tensor.RowBytes, 1);
            for (long row = 0; row < tensor.RowCount; row += rowsPerChunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(source.File.GetRows(tensor, row, Math.Min(rowsPerChunk, tensor.RowCount - row)));
            }
        }

        foreach ((string key, byte[] value) in source.File.Hyperparameters.Constants().OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            Append(hash, key);
            hash.AppendData(value);
        }

        if (source.Change is { } change)
            Append(hash, change.Key);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FoundationModels.Import.Gguf;

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
        foreach (GgufTensor tensor in source.File.Tensors.Values.OrderBy(t => t.Name, StringComparer.Ordinal))
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

        foreach (string key in source.Metadata.Keys.Where(k => IsConstant(source, k)).Order(StringComparer.Ordinal))
        {
            Append(hash, key);
            hash.AppendData(source.Metadata.GetScalarBytes(key));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsConstant(ModelSource source, string key) =>
        key.StartsWith(source.Key("rope."), StringComparison.Ordinal)
        || key.StartsWith(source.Key("attention."), StringComparison.Ordinal)
        || (key.StartsWith(source.Key(""), StringComparison.Ordinal) && key.EndsWith("_scale", StringComparison.Ordinal));

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

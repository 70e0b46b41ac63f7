using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace FoundationModels.Training;

/// <summary>
/// The file from which an interrupted training goes on: eight bytes "FMTRAIN1", the length of the state's JSON, that JSON, the matrices, both means of
/// AdamW and the best matrices so far as little-endian float32, and the SHA-256 of everything before it.
/// </summary>
internal static class TrainingCheckpoint
{
    private static readonly byte[] Magic = "FMTRAIN1"u8.ToArray();

    /// <summary>Writes a checkpoint; the one that was there stays until the new one is whole.</summary>
    public static void Write(string path, TrainingState state, params ReadOnlySpan<float[][]> groups)
    {
        string temporary = $"{path}.tmp";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        using (FileStream file = File.Create(temporary))
        using (IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, TrainingStateJson.Default.TrainingState);
            byte[] length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
            Append(file, hash, Magic);
            Append(file, hash, length);
            Append(file, hash, json);
            foreach (float[][] group in groups)
            {
                foreach (float[] values in group)
                    Append(file, hash, MemoryMarshal.AsBytes<float>(values));
            }

            file.Write(hash.GetHashAndReset());
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a checkpoint into matrices of the same training.</summary>
    /// <returns>The state, or null where there is no checkpoint.</returns>
    /// <exception cref="AdapterTrainingException">The file is damaged, or of another training.</exception>
    public static TrainingState? TryRead(string path, string fingerprint, params ReadOnlySpan<float[][]> groups)
    {
        if (!File.Exists(path))
            return null;
        byte[] bytes = File.ReadAllBytes(path);
        int start = Magic.Length + sizeof(int);
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < start || !bytes.AsSpan().StartsWith(Magic) || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw Damaged(path);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Magic.Length));
        if (length < 0 || length > end - start)
            throw Damaged(path);
        TrainingState state = JsonSerializer.Deserialize(bytes.AsSpan(start, length), TrainingStateJson.Default.TrainingState) ?? throw Damaged(path);
        if (state.Fingerprint != fingerprint)
        {
            throw new AdapterTrainingException(
                $"The checkpoint '{path}' is of another training ({state.Fingerprint}; this one is {fingerprint}). Train with the same model, data and options, or remove the checkpoint.");
        }

        ReadOnlySpan<byte> rest = bytes.AsSpan(start + length, end - start - length);
        foreach (float[][] group in groups)
        {
            foreach (float[] values in group)
            {
                Span<byte> target = MemoryMarshal.AsBytes(values.AsSpan());
                if (rest.Length < target.Length)
                    throw Damaged(path);
                rest[..target.Length].CopyTo(target);
                rest = rest[target.Length..];
            }
        }

        return rest.IsEmpty ? state : throw Damaged(path);
    }

    private static AdapterTrainingException Damaged(string path) =>
        new($"The checkpoint '{path}' is damaged. Remove it to train from the beginning.");

    private static void Append(Stream file, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        hash.AppendData(bytes);
    }
}

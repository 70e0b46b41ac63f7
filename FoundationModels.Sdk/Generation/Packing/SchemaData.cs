using System.Text;

namespace FoundationModels.Generation;

/// <summary>What generated code keeps of a schema: its JSON and its compiled grammar, packed together. The length of the JSON stands before both.</summary>
internal static class SchemaData
{
    private const int LengthBytes = 4;

    /// <summary>Writes the data of a schema.</summary>
    /// <param name="json">The schema.</param>
    /// <param name="grammar">Its compiled grammar; empty where there is none.</param>
    /// <returns>Base64, because the compiler has far more work with each element of an array than with a character of a text.</returns>
    public static string Write(string json, byte[] grammar)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        int length = text.Length;
        byte[] data = [(byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)(length >> 24), .. text, .. grammar];
        return Convert.ToBase64String(PackedBytes.Pack(data));
    }

#if NET
    /// <summary>Reads the data of a schema.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static (string Json, byte[] Grammar) Read(ReadOnlySpan<byte> base64)
    {
        byte[] packed = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(base64, packed, out _, out int written) != System.Buffers.OperationStatus.Done)
            throw new InvalidDataException("The data of the schema are not Base64.");
        byte[] data = PackedBytes.Unpack(packed.AsSpan(0, written));
        if (data.Length < LengthBytes || System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(data) is not (>= 0 and int length) || length > data.Length - LengthBytes)
            throw new InvalidDataException("The data of the schema are damaged.");
        return (Encoding.UTF8.GetString(data.AsSpan(LengthBytes, length)), data[(LengthBytes + length)..]);
    }
#endif
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What generated code keeps of a schema: its JSON and its compiled grammar, packed together.</summary>
internal static class SchemaData
{
    /// <summary>Writes the data of a schema.</summary>
    /// <param name="json">The schema.</param>
    /// <param name="grammar">Its compiled grammar; empty where there is none.</param>
    /// <returns>Base64, because the compiler has far more work with each element of an array than with a character of a text.</returns>
    public static string Write(string json, byte[] grammar)
    {
        ImageWriter data = new();
        data.Text(json);
        data.Append(grammar);
        return Convert.ToBase64String(PackedBytes.Pack(data.ToArray()));
    }

#if NET
    /// <summary>Reads the data of a schema.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static (string Json, byte[] Grammar) Read(ReadOnlySpan<byte> base64)
    {
        byte[] packed = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(base64, packed, out _, out int length) != System.Buffers.OperationStatus.Done)
            throw new InvalidDataException("The data of the schema are not Base64.");
        byte[] data = PackedBytes.Unpack(packed.AsSpan(0, length));
        ImageReader reader = new(data);
        string json = reader.Text();
        return (json, reader.Rest());
    }
#endif
}

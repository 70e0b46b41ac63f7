using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace FoundationModels.Import.Gguf;

/// <summary>
/// The metadata of a GGUF file. A "TryGet" method returns false where the key is absent; a key that is there with a value of another
/// type is a fault of the file and throws. "Get" methods throw for an absent key as well.
/// </summary>
internal sealed class GgufMetadata
{
    /// <summary>The most elements that are copied out of an array: several times the largest vocabulary or merge list in use.</summary>
    public const int ElementLimit = 1 << 21;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly MappedFile _file;
    private readonly Dictionary<string, GgufValue> _entries;

    internal GgufMetadata(MappedFile file, Dictionary<string, GgufValue> entries)
    {
        _file = file;
        _entries = entries;
    }

    /// <summary>Gets every key in the file's order.</summary>
    public IReadOnlyCollection<string> Keys => _entries.Keys;

    /// <summary>Whether the key is there.</summary>
    public bool Contains(string key) => _entries.ContainsKey(key);

    /// <summary>Whether the key is there and holds an array.</summary>
    public bool IsArray(string key) => _entries.TryGetValue(key, out GgufValue value) && value.Type == GgufValueType.Array;

    /// <summary>A text.</summary>
    /// <exception cref="ModelFormatException">The value is not a text in UTF-8.</exception>
    public bool TryGetString(string key, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!_entries.TryGetValue(key, out GgufValue value))
            return false;
        if (value.Type != GgufValueType.String || value.Count > int.MaxValue)
            throw Mistyped(key, value, "a text");
        text = DecodeText(key, _file.Slice(value.Offset, (int)value.Count));
        return true;
    }

    /// <summary>An integer of any width that fits.</summary>
    /// <exception cref="ModelFormatException">The value is not an integer or does not fit.</exception>
    public bool TryGetInt32(string key, out int number) => TryGetInteger(key, out number);

    /// <inheritdoc cref="TryGetInt32"/>
    public bool TryGetUInt32(string key, out uint number) => TryGetInteger(key, out number);

    /// <inheritdoc cref="TryGetInt32"/>
    public bool TryGetInt64(string key, out long number) => TryGetInteger(key, out number);

    /// <summary>A floating-point number of either width.</summary>
    /// <exception cref="ModelFormatException">The value is not a floating-point number.</exception>
    public bool TryGetSingle(string key, out float number)
    {
        number = 0;
        if (!_entries.TryGetValue(key, out GgufValue value))
            return false;
        number = value.Type switch
        {
            GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(_file.Slice(value.Offset, sizeof(float))),
            GgufValueType.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(_file.Slice(value.Offset, sizeof(double))),
            _ => throw Mistyped(key, value, "a floating-point number"),
        };
        return true;
    }

    /// <summary>A truth value; any byte but 0 is true.</summary>
    /// <exception cref="ModelFormatException">The value is not a truth value.</exception>
    public bool TryGetBoolean(string key, out bool flag)
    {
        flag = false;
        if (!_entries.TryGetValue(key, out GgufValue value))
            return false;
        if (value.Type != GgufValueType.Boolean)
            throw Mistyped(key, value, "a truth value");
        flag = _file.Slice(value.Offset, 1)[0] != 0;
        return true;
    }

    /// <summary>An array of texts, which stays in the file until it is read.</summary>
    /// <exception cref="ModelFormatException">The value is not an array of texts, or has more than <see cref="ElementLimit"/>.</exception>
    public bool TryGetStrings(string key, [NotNullWhen(true)] out GgufStrings? texts)
    {
        texts = null;
        if (!TryGetArray(key, "an array of texts", out GgufValue value))
            return false;
        if (value.ElementType != GgufValueType.String)
            throw Mistyped(key, value, "an array of texts");
        texts = new GgufStrings(_file, key, value.Offset, (int)value.Count);
        return true;
    }

    /// <summary>A copy of an array of integers of any width.</summary>
    /// <exception cref="ModelFormatException">The value is not an array of integers, one does not fit, or there are more than <see cref="ElementLimit"/>.</exception>
    public bool TryGetInt32Array(string key, [NotNullWhen(true)] out int[]? numbers)
    {
        numbers = null;
        if (!TryGetArray(key, "an array of integers", out GgufValue value))
            return false;
        if (GgufMetadataReader.SizeOf(value.ElementType) is not { } size)
            throw Mistyped(key, value, "an array of integers");
        int[] copy = new int[value.Count];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = ReadInteger<int>(key, value with { Type = value.ElementType, Offset = value.Offset + ((long)i * size) });
        numbers = copy;
        return true;
    }

    /// <summary>A copy of an array of single-precision numbers.</summary>
    /// <exception cref="ModelFormatException">The value is not such an array, or has more than <see cref="ElementLimit"/>.</exception>
    public bool TryGetSingleArray(string key, [NotNullWhen(true)] out float[]? numbers)
    {
        numbers = null;
        if (!TryGetArray(key, "an array of floating-point numbers", out GgufValue value))
            return false;
        if (value.ElementType != GgufValueType.Float32)
            throw Mistyped(key, value, "an array of floating-point numbers");
        float[] copy = new float[value.Count];
        ReadOnlySpan<byte> bytes = _file.Slice(value.Offset, copy.Length * sizeof(float));
        for (int i = 0; i < copy.Length; i++)
            copy[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        numbers = copy;
        return true;
    }

    /// <summary>The bytes of a number, a truth value or a text as the file holds them; empty for an array.</summary>
    public ReadOnlySpan<byte> GetScalarBytes(string key)
    {
        GgufValue value = _entries[key];
        if (value.Type == GgufValueType.Array)
            return [];
        return _file.Slice(value.Offset, checked((int)(GgufMetadataReader.SizeOf(value.Type) ?? value.Count)));
    }

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="ModelFormatException">The key is absent or its value is not a text.</exception>
    public string GetString(string key) => TryGetString(key, out string? text) ? text : throw Missing(key);

    /// <summary>An integer that has to be there.</summary>
    /// <exception cref="ModelFormatException">The key is absent or its value is not an integer that fits.</exception>
    public int GetInt32(string key) => TryGetInt32(key, out int number) ? number : throw Missing(key);

    /// <summary>A floating-point number that has to be there.</summary>
    /// <exception cref="ModelFormatException">The key is absent or its value is not a floating-point number.</exception>
    public float GetSingle(string key) => TryGetSingle(key, out float number) ? number : throw Missing(key);

    /// <summary>An array of texts that has to be there.</summary>
    /// <exception cref="ModelFormatException">The key is absent or its value is not an array of texts.</exception>
    public GgufStrings GetStrings(string key) => TryGetStrings(key, out GgufStrings? texts) ? texts : throw Missing(key);

    /// <summary>An exception that names a key of this file, for values whose meaning is wrong.</summary>
    public ModelFormatException Fault(string key, string reason) => new(_file.FilePath, key, reason);

    private ModelFormatException Missing(string key) => Fault(key, "The metadata key is absent.");

    private ModelFormatException Mistyped(string key, GgufValue value, string expected)
    {
        string found = value.Type == GgufValueType.Array ? $"an array of {value.Count} {value.ElementType}" : value.Type.ToString();
        return Fault(key, $"The metadata value is {found}, expected {expected}.");
    }

    private bool TryGetArray(string key, string expected, out GgufValue value)
    {
        if (!_entries.TryGetValue(key, out value))
            return false;
        if (value.Type != GgufValueType.Array)
            throw Mistyped(key, value, expected);
        if (value.Count > ElementLimit)
            throw Fault(key, $"The array's {value.Count} elements are more than the limit of {ElementLimit}.");
        return true;
    }

    private bool TryGetInteger<T>(string key, out T number)
        where T : struct, IBinaryInteger<T>
    {
        number = default;
        if (!_entries.TryGetValue(key, out GgufValue value))
            return false;
        number = ReadInteger<T>(key, value);
        return true;
    }

    private T ReadInteger<T>(string key, GgufValue value)
        where T : struct, IBinaryInteger<T>
    {
        bool unsigned = value.Type is GgufValueType.UInt8 or GgufValueType.UInt16 or GgufValueType.UInt32 or GgufValueType.UInt64;
        bool signed = value.Type is GgufValueType.Int8 or GgufValueType.Int16 or GgufValueType.Int32 or GgufValueType.Int64;
        if (!unsigned && !signed)
            throw Mistyped(key, value, "an integer");
        ReadOnlySpan<byte> bytes = _file.Slice(value.Offset, GgufMetadataReader.SizeOf(value.Type)!.Value);
        return T.TryReadLittleEndian(bytes, unsigned, out T number)
            ? number
            : throw Fault(key, $"The integer is outside the range of {typeof(T).Name}.");
    }

    private string DecodeText(string key, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFormatException(_file.FilePath, key, "The text is not UTF-8.", e);
        }
    }
}

namespace FoundationModels.Import.Gguf;

/// <summary>Finds every metadata value and checks that it lies within the file, without making copies of the values.</summary>
internal static class GgufMetadataReader
{
    private const int KeyLimit = 65_535;
    private const int EntryLimit = 100_000;

    // No format in use nests arrays; two levels more than none keep a reader of unknown keys honest and its stack flat.
    private const int NestingLimit = 3;

    // A key of one byte with its length, the type, and a value of one byte.
    private const int SmallestEntry = 8 + 1 + 4 + 1;

    public static Dictionary<string, GgufValue> Read(GgufCursor cursor, int count)
    {
        Dictionary<string, GgufValue> entries = new(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = cursor.ReadString($"metadata key {i}", KeyLimit);
            if (key.Length == 0)
                throw cursor.Fault($"metadata key {i}", "The key is empty.");
            if (!entries.TryAdd(key, ReadValue(cursor, key)))
                throw cursor.Fault(key, "The metadata key occurs twice.");
        }

        return entries;
    }

    /// <summary>Reads the number of entries.</summary>
    public static int ReadCount(GgufCursor cursor) => cursor.ReadCount("metadata count", SmallestEntry, EntryLimit);

    /// <summary>The bytes of a value of fixed size, or null for strings and arrays.</summary>
    public static int? SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Boolean => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => null,
    };

    private static GgufValue ReadValue(GgufCursor cursor, string key)
    {
        GgufValueType type = ReadType(cursor, key);
        switch (type)
        {
            case GgufValueType.String:
                ulong length = cursor.ReadUInt64(key);
                GgufValue text = new(type, cursor.Position, (long)length, type);
                cursor.Skip(length, key);
                return text;
            case GgufValueType.Array:
                GgufValueType element = ReadType(cursor, key);
                ulong count = cursor.ReadUInt64(key);
                GgufValue array = new(type, cursor.Position, (long)count, element);
                SkipElements(cursor, key, element, count, depth: 1);
                return array;
            default:
                GgufValue scalar = new(type, cursor.Position, 1, type);
                cursor.Skip((ulong)SizeOf(type)!.Value, key);
                return scalar;
        }
    }

    private static GgufValueType ReadType(GgufCursor cursor, string key)
    {
        uint type = cursor.ReadUInt32(key);
        return type <= (uint)GgufValueType.Float64
            ? (GgufValueType)type
            : throw cursor.Fault(key, $"The metadata value has the unknown type {type}.");
    }

    private static void SkipElements(GgufCursor cursor, string key, GgufValueType type, ulong count, int depth)
    {
        // Every element takes a byte at least (strings and arrays take eight), so a count above that is false and need not be walked.
        if (count > (ulong)cursor.Remaining / (ulong)(SizeOf(type) ?? sizeof(ulong)))
            throw cursor.Fault(key, $"The array's {count} elements reach past the end of the file.");
        if (SizeOf(type) is { } size)
        {
            cursor.Skip(count * (ulong)size, key);
            return;
        }

        if (type == GgufValueType.Array && depth == NestingLimit)
            throw cursor.Fault(key, $"Arrays are nested more than {NestingLimit} deep.");
        for (ulong i = 0; i < count; i++)
        {
            if (type == GgufValueType.Array)
                SkipElements(cursor, key, ReadType(cursor, key), cursor.ReadUInt64(key), depth + 1);
            else
                cursor.Skip(cursor.ReadUInt64(key), key);
        }
    }
}

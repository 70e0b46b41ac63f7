namespace FoundationModels.Grammars.Automata;

/// <summary>A 64-bit hash that is the same in every process and on every platform.</summary>
internal static class ContentHasher
{
    /// <summary>Adds a value to a hash.</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 29);
    }

    /// <summary>Adds numbers to a hash.</summary>
    public static ulong Mix(ulong hash, ReadOnlySpan<int> values)
    {
        hash = Mix(hash, (ulong)values.Length);
        foreach (int value in values)
            hash = Mix(hash, (uint)value);
        return hash;
    }

    /// <summary>Adds bytes to a hash.</summary>
    public static ulong Mix(ulong hash, ReadOnlySpan<byte> values)
    {
        hash = Mix(hash, (ulong)values.Length);
        foreach (byte value in values)
            hash = Mix(hash, value);
        return hash;
    }
}

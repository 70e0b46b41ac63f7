using System.Numerics;
using System.Runtime.CompilerServices;

namespace FoundationModels.Grammars.Machine;

/// <summary>A set of bytes.</summary>
[InlineArray(4)]
internal struct ByteSet
{
    private ulong _word;

    /// <summary>Gets the set of all bytes.</summary>
    public static ByteSet All
    {
        get
        {
            ByteSet set = default;
            for (int i = 0; i < 4; i++)
                set[i] = ulong.MaxValue;
            return set;
        }
    }

    /// <summary>Gets the number of bytes in the set.</summary>
    public readonly int Count => BitOperations.PopCount(this[0]) + BitOperations.PopCount(this[1]) + BitOperations.PopCount(this[2]) + BitOperations.PopCount(this[3]);

    /// <summary>Whether a byte is in the set.</summary>
    public readonly bool Contains(byte value) => (this[value >> 6] >> (value & 63) & 1) != 0;

    /// <summary>Puts a byte in.</summary>
    public void Add(byte value) => this[value >> 6] |= 1UL << (value & 63);

    /// <summary>Puts the bytes of another set in.</summary>
    public void Add(in ByteSet other)
    {
        for (int i = 0; i < 4; i++)
            this[i] |= other[i];
    }

    /// <summary>The smallest byte that is at least a value, or -1.</summary>
    public readonly int NextAtLeast(int value)
    {
        for (int word = value >> 6; word < 4; word++, value = word << 6)
        {
            ulong bits = this[word] >> (value & 63) << (value & 63);
            if (bits != 0)
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
        }

        return -1;
    }
}

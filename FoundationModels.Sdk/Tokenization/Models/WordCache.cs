using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FoundationModels.Tokenization.Models;

/// <summary>The ids of short words that were encoded lately. Its size is fixed; a word takes the place of an older one.</summary>
internal sealed class WordCache
{
    private const int Slots = 1 << 12;
    private const int LongestWord = 16;
    private const int MostIds = 8;
    private readonly Entry[] _entries = new Entry[Slots];

    /// <summary>Adds the ids of a word that is there.</summary>
    public bool TryAppend(ReadOnlySpan<byte> word, PooledBuffer<int> output)
    {
        if (word.Length > LongestWord)
            return false;
        (ulong low, ulong high) = KeyOf(word);
        ref readonly Entry entry = ref _entries[SlotOf(low, high)];
        if (entry.Length != word.Length || entry.Low != low || entry.High != high)
            return false;
        ReadOnlySpan<int> ids = entry.Ids;
        output.AddRange(ids[..entry.Count]);
        return true;
    }

    /// <summary>Keeps the ids of a word, if both are short.</summary>
    public void Store(ReadOnlySpan<byte> word, ReadOnlySpan<int> ids)
    {
        if (word.Length > LongestWord || ids.Length > MostIds)
            return;
        (ulong low, ulong high) = KeyOf(word);
        ref Entry entry = ref _entries[SlotOf(low, high)];
        (entry.Low, entry.High, entry.Length, entry.Count) = (low, high, (byte)word.Length, (byte)ids.Length);
        ids.CopyTo(entry.Ids);
    }

    private static (ulong Low, ulong High) KeyOf(ReadOnlySpan<byte> word)
    {
        Span<byte> padded = stackalloc byte[LongestWord];
        padded.Clear();
        word.CopyTo(padded);
        return (MemoryMarshal.Read<ulong>(padded), MemoryMarshal.Read<ulong>(padded[8..]));
    }

    private static int SlotOf(ulong low, ulong high)
    {
        ulong mixed = Math.BigMul(low ^ (high * 0xD6E8FEB86659FD93), 0x9E3779B97F4A7C15, out ulong rest);
        return (int)((mixed ^ rest) & (Slots - 1));
    }

    [InlineArray(MostIds)]
    private struct IdArray
    {
        private int _first;
    }

    private struct Entry
    {
        public ulong Low;
        public ulong High;
        public byte Length;
        public byte Count;
        public IdArray Ids;
    }
}

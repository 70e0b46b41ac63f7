using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace FoundationModels.Tokenization.Models;

/// <summary>The merges of a byte-pair encoding: which two tokens make which third, and how early that was learned.</summary>
internal sealed class MergeTable
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private Entry[] _entries;
    private int _count;

    /// <summary>Initializes an empty table for a number of merges that is expected.</summary>
    public MergeTable(int expected)
    {
        _entries = new Entry[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 8, 1 << 28) * 2)];
    }

    /// <summary>Adds a merge; the last one wins where a pair comes twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int left, int right, int rank, int product)
    {
        if ((_count + 1) * 2L > _entries.Length)
            Grow();
        ref Entry entry = ref Find(_entries, KeyOf(left, right));
        _count += entry.Key == 0 ? 1 : 0;
        entry = new Entry(KeyOf(left, right), rank, product);
    }

    /// <summary>Finds the merge of two tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(int left, int right, out int rank, out int product)
    {
        ref readonly Entry entry = ref Find(_entries, KeyOf(left, right));
        (rank, product) = (entry.Rank, entry.Product);
        return entry.Key != 0;
    }

    private void Grow()
    {
        Entry[] larger = new Entry[_entries.Length * 2];
        foreach (Entry entry in _entries)
        {
            if (entry.Key != 0)
                Find(larger, entry.Key) = entry;
        }

        _entries = larger;
    }

    // Never zero: ids are not negative.
    private static ulong KeyOf(int left, int right) => ((ulong)(uint)(left + 1) << 32) | (uint)right;

    private static ref Entry Find(Entry[] entries, ulong key)
    {
        int mask = entries.Length - 1;
        ulong high = Math.BigMul(key ^ Seed, 0x9E3779B97F4A7C15, out ulong low);
        for (int slot = (int)(high ^ (low >> 32)) & mask; ; slot = (slot + 1) & mask)
        {
            ref Entry entry = ref entries[slot];
            if (entry.Key == key || entry.Key == 0)
                return ref entry;
        }
    }

    private readonly record struct Entry(ulong Key, int Rank, int Product);
}

using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace FoundationModels.Tokenization;

/// <summary>The tokens of a model as UTF-8 text, looked up by content or by id. Content lives in one array; no string is kept.</summary>
/// <remarks>Loading is one pass over a large file at an app's start, so its loops are optimized at once instead of after they have run.</remarks>
internal sealed class Vocabulary
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private readonly PooledBuffer<Entry> _entries = new();
    private readonly PooledBuffer<byte> _content = new();
    private int[] _slots = new int[1 << 12];
    private int[] _entryOfId = [];

    /// <summary>Gets the number of tokens.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets the highest id plus one.</summary>
    public int IdLimit { get; private set; }

    /// <summary>Gets the length of the longest content in bytes.</summary>
    public int LongestContent { get; private set; }

    /// <summary>Prepares for a number of tokens that is expected.</summary>
    public void Reserve(int count)
    {
        int slots = _slots.Length;
        while (slots < count * 2L)
            slots *= 2;
        if (slots != _slots.Length)
            Rehash(slots);
    }

    /// <summary>Adds a token; the last one wins where a content comes twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> content, int id)
    {
        int slot = FindSlot(content, out uint hash);
        if (_slots[slot] != 0)
        {
            _entries[_slots[slot] - 1].Id = id;
        }
        else
        {
            _entries.Add(new Entry { Start = _content.Count, Length = content.Length, Id = id, Hash = hash });
            _content.AddRange(content);
            _slots[slot] = _entries.Count;
            if (_entries.Count * 2 > _slots.Length)
                Rehash(_slots.Length * 2);
        }

        IdLimit = Math.Max(IdLimit, id + 1);
        LongestContent = Math.Max(LongestContent, content.Length);
    }

    /// <summary>Makes the look-up by id. Called once, after the last token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Complete()
    {
        _entryOfId = new int[IdLimit];
        for (int i = 0; i < _entries.Count; i++)
            _entryOfId[_entries[i].Id] = i + 1;
    }

    /// <summary>Finds the id of a token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGetId(ReadOnlySpan<byte> content, out int id)
    {
        int entry = _slots[FindSlot(content, out _)];
        id = entry == 0 ? -1 : _entries[entry - 1].Id;
        return entry != 0;
    }

    /// <summary>Finds the id of a token that text may become, so not of a control token.</summary>
    public bool TryGetTextId(ReadOnlySpan<byte> content, out int id)
    {
        int entry = _slots[FindSlot(content, out _)];
        bool found = entry != 0 && !_entries[entry - 1].IsControl;
        id = found ? _entries[entry - 1].Id : -1;
        return found;
    }

    /// <summary>Says that no text may become a token. Called after <see cref="Complete"/>.</summary>
    public void MarkControl(ReadOnlySpan<byte> content)
    {
        int entry = _slots[FindSlot(content, out _)];
        if (entry != 0)
            _entries[entry - 1].IsControl = true;
    }

    /// <summary>Whether no text may become the token.</summary>
    public bool IsControl(int id)
    {
        int entry = (uint)id < (uint)_entryOfId.Length ? _entryOfId[id] : 0;
        return entry != 0 && _entries[entry - 1].IsControl;
    }

    /// <summary>Finds the content of a token.</summary>
    public bool TryGetContent(int id, out ReadOnlySpan<byte> content)
    {
        int entry = (uint)id < (uint)_entryOfId.Length ? _entryOfId[id] : 0;
        content = entry == 0 ? default : ContentOf(_entries[entry - 1]);
        return entry != 0;
    }

    private ReadOnlySpan<byte> ContentOf(in Entry entry) => _content.Span.Slice(entry.Start, entry.Length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindSlot(ReadOnlySpan<byte> content, out uint hash)
    {
        hash = Hash(content);
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int entry = _slots[slot];
            if (entry == 0 || (_entries[entry - 1].Hash == hash && ContentOf(_entries[entry - 1]).SequenceEqual(content)))
                return slot;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rehash(int slots)
    {
        _slots = new int[slots];
        int mask = slots - 1;
        for (int i = 0; i < _entries.Count; i++)
        {
            int slot = (int)_entries[i].Hash & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = i + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> content)
    {
        // Seeded, so that a hostile file cannot choose contents that all fall into one slot.
        ulong state = Seed ^ (ulong)content.Length;
        while (content.Length >= 8)
        {
            state = Mix(state ^ BitConverter.ToUInt64(content));
            content = content[8..];
        }

        ulong tail = 0;
        foreach (byte value in content)
            tail = (tail << 8) | value;
        return (uint)(Mix(state ^ tail) >> 16);
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ Seed, 0x9E3779B97F4A7C15, out ulong low);
        return high ^ low;
    }

    private struct Entry
    {
        public int Start;
        public int Length;
        public int Id;
        public uint Hash;
        public bool IsControl;
    }
}

using System.Numerics;

namespace FoundationModels.Tokenization.Models;

/// <summary>A prefix tree over bytes. Edges are in one hash table, so that a node costs the same whatever its number of children.</summary>
internal sealed class ByteTrie
{
    /// <summary>The root.</summary>
    public const int Root = 0;

    private readonly PooledBuffer<int> _values = new();
    private ulong[] _keys;
    private int[] _children;

    /// <summary>Initializes an empty tree for a number of nodes that is expected.</summary>
    public ByteTrie(int expected)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 64, 1 << 28) * 2);
        _keys = new ulong[size];
        _children = new int[size];
        _values.Add(-1);
    }

    /// <summary>Gives a text a value that is not negative.</summary>
    public void Add(ReadOnlySpan<byte> text, int value)
    {
        int node = Root;
        foreach (byte part in text)
        {
            if (_values.Count * 2L > _keys.Length)
                Grow();
            int slot = FindSlot(KeyOf(node, part));
            if (_keys[slot] == 0)
            {
                _keys[slot] = KeyOf(node, part);
                _children[slot] = _values.Count;
                _values.Add(-1);
            }

            node = _children[slot];
        }

        _values[node] = value;
    }

    /// <summary>Follows an edge.</summary>
    public bool TryStep(ref int node, byte part)
    {
        int slot = FindSlot(KeyOf(node, part));
        if (_keys[slot] == 0)
            return false;
        node = _children[slot];
        return true;
    }

    /// <summary>The value of a node, or -1.</summary>
    public int ValueOf(int node) => _values[node];

    private static ulong KeyOf(int node, byte part) => (((ulong)(uint)node << 8) | part) + 1;

    private int FindSlot(ulong key)
    {
        int mask = _keys.Length - 1;
        int slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (_keys[slot] != 0 && _keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        (ulong[] keys, int[] children) = (_keys, _children);
        _keys = new ulong[keys.Length * 2];
        _children = new int[keys.Length * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0)
                continue;
            int slot = FindSlot(keys[i]);
            (_keys[slot], _children[slot]) = (keys[i], children[i]);
        }
    }
}

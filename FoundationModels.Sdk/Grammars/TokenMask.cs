using System.Numerics;

namespace FoundationModels;

/// <summary>The set of tokens that may come next. Immutable, and shared by all states and grammars with the same set.</summary>
public sealed class TokenMask
{
    private readonly ulong[] _words;

    internal TokenMask(ulong[] words, int size)
    {
        _words = words;
        Size = size;
    }

    /// <summary>Gets the number of tokens in the vocabulary.</summary>
    public int Size { get; }

    /// <summary>Gets the number of tokens that are allowed.</summary>
    public int AllowedCount => CountBits(_words);

    /// <summary>Gets the bits: token i is bit i mod 64 of word i / 64. Bits beyond the vocabulary are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Whether a token is allowed.</summary>
    /// <param name="token">The token's id.</param>
    public bool this[int token] => (uint)token < (uint)Size && (_words[token >> 6] >> (token & 63) & 1) != 0;

    private static int CountBits(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }
}

namespace FoundationModels.Grammars.Masks;

/// <summary>What tokens hold behind the quote that ends a text, as a tree: tokens with the same tail share its nodes. Laid out like <see cref="TokenTrie"/>; node 0 is the quote itself.</summary>
internal sealed class TailTrie(byte[] values, int[] ends, int[] firstTokens, int[] tokens, byte[] characters)
{
    /// <summary>Gets the byte that leads to each node.</summary>
    public byte[] Values { get; } = values;

    /// <summary>Gets the end of each node's subtree.</summary>
    public int[] Ends { get; } = ends;

    /// <summary>The tokens that end at a node.</summary>
    public ReadOnlySpan<int> TokensAt(int node) => tokens.AsSpan(firstTokens[node], firstTokens[node + 1] - firstTokens[node]);

    /// <summary>The characters of the text that each of these tokens holds before the quote.</summary>
    public ReadOnlySpan<byte> CharactersAt(int node) => characters.AsSpan(firstTokens[node], firstTokens[node + 1] - firstTokens[node]);
}

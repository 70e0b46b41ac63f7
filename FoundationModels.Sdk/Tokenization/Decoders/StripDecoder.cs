namespace FoundationModels.Tokenization.Decoders;

/// <summary>Removes up to a number of one character at the ends of each token (<c>Strip</c>); after <see cref="FuseDecoder"/>, of the text.</summary>
internal sealed class StripDecoder(char content, int start, int stop) : TokenDecoder
{
    /// <summary>Gets the character that is removed.</summary>
    public char Content => content;

    /// <summary>Gets how many are removed at the start.</summary>
    public int Start => start;

    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast)
    {
        int from = 0;
        while (from < start && from < token.Length && token[from] == content)
            from++;
        int to = token.Length;
        while (token.Length - to < stop && to > from && token[to - 1] == content)
            to--;
        return token[from..to];
    }
}

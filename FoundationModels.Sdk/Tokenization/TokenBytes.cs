namespace FoundationModels.Tokenization;

/// <summary>The bytes of all tokens in one array.</summary>
internal sealed class TokenBytes
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private TokenBytes(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
        for (int id = 0; id < ends.Length; id++)
            Longest = Math.Max(Longest, Of(id).Length);
    }

    /// <summary>Gets the length of the longest.</summary>
    public int Longest { get; }

    /// <summary>The bytes of one token; none for an id without a token.</summary>
    public ReadOnlySpan<byte> Of(int id)
    {
        if ((uint)id >= (uint)_ends.Length)
            return [];
        int start = id == 0 ? 0 : _ends[id - 1];
        return _bytes.AsSpan(start, _ends[id] - start);
    }

    /// <summary>Puts the bytes together, id by id.</summary>
    internal sealed class Builder(int count)
    {
        private readonly PooledBuffer<byte> _bytes = new();
        private readonly int[] _ends = new int[count];

        /// <summary>Adds bytes to the current token, to be written by the caller.</summary>
        public Span<byte> Add(int length) => _bytes.Extend(length);

        /// <summary>Takes the last bytes away again.</summary>
        public void Trim(int length) => _bytes.Truncate(_bytes.Count - length);

        /// <summary>Ends the current token.</summary>
        public void Complete(int id) => _ends[id] = _bytes.Count;

        /// <summary>Makes the table.</summary>
        public TokenBytes Build()
        {
            TokenBytes table = new(_bytes.Span.ToArray(), _ends);
            _bytes.Trim();
            return table;
        }
    }
}

namespace FoundationModels.Inference;

/// <summary>One sequence: its tokens and the buffers that hold their keys and values.</summary>
internal sealed class KeyValueCache(PrefixKey key, IKeyValueBuffers buffers) : IDisposable
{
    private int[] _tokens = new int[buffers.Capacity];

    /// <summary>Gets what besides the tokens decides the content.</summary>
    public PrefixKey Key { get; } = key;

    /// <summary>Gets the memory.</summary>
    public IKeyValueBuffers Buffers { get; } = buffers;

    /// <summary>Gets the number of tokens whose keys and values are valid.</summary>
    public int Length { get; private set; }

    /// <summary>Gets how many of the first tokens were run several at a time.</summary>
    /// <remarks>
    /// Runs of two or more tokens give the same bits however a prompt is cut; a single token takes another kernel and differs in the last bits, which
    /// quantized activations make visible. Rows after this are those of one history of single steps.
    /// </remarks>
    public int PrefilledLength { get; private set; }

    /// <summary>Gets the valid tokens.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Length);

    /// <summary>Gets or sets whether a response is using it.</summary>
    public bool InUse { get; set; }

    /// <summary>Gets or sets when it was used last, as a count of uses.</summary>
    public long LastUse { get; set; }

    /// <summary>Notes that a run has added tokens.</summary>
    public void Append(ReadOnlySpan<int> tokens)
    {
        tokens.CopyTo(_tokens.AsSpan(Length));
        if (PrefilledLength == Length && tokens.Length > 1)
            PrefilledLength += tokens.Length;
        Length += tokens.Length;
    }

    /// <summary>Forgets the tokens after the first <paramref name="length"/>.</summary>
    public void Rewind(int length)
    {
        Length = Math.Min(length, Length);
        PrefilledLength = Math.Min(PrefilledLength, Length);
    }

    /// <summary>Makes room for <paramref name="capacity"/> tokens.</summary>
    public void Grow(int capacity)
    {
        Buffers.Grow(capacity, Length);
        Array.Resize(ref _tokens, capacity);
    }

    /// <summary>Takes over the first tokens of another sequence.</summary>
    public void CopyFrom(KeyValueCache source, int length)
    {
        Buffers.CopyFrom(source.Buffers, length);
        source.Tokens[..length].CopyTo(_tokens);
        Length = length;
        PrefilledLength = Math.Min(source.PrefilledLength, length);
    }

    /// <inheritdoc/>
    public void Dispose() => Buffers.Dispose();
}

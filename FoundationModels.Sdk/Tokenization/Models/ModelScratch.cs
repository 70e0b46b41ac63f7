namespace FoundationModels.Tokenization.Models;

/// <summary>The working memory of a model's encoder, reused from piece to piece.</summary>
internal sealed class ModelScratch
{
    /// <summary>Gets the piece as bytes.</summary>
    public PooledBuffer<byte> Bytes { get; } = new();

    /// <summary>Gets a token's content put together for a look-up.</summary>
    public PooledBuffer<byte> Content { get; } = new();

    /// <summary>Gets the symbols of a word in work.</summary>
    public PooledBuffer<int> Symbols { get; } = new();

    /// <summary>Gets the position of the symbol before each.</summary>
    public PooledBuffer<int> Previous { get; } = new();

    /// <summary>Gets the position of the symbol after each.</summary>
    public PooledBuffer<int> Following { get; } = new();

    /// <summary>Gets the merges that are possible, as a heap.</summary>
    public MergeQueue Queue { get; } = new();

    /// <summary>Gets the words that were encoded lately.</summary>
    public WordCache Cache { get; } = new();

    /// <summary>Gets the best scores, by position.</summary>
    public PooledBuffer<double> Scores { get; } = new();

    /// <summary>Drops storage that a long text has made large.</summary>
    public void Trim()
    {
        Bytes.Trim();
        Content.Trim();
        Symbols.Trim();
        Previous.Trim();
        Following.Trim();
        Queue.Trim();
        Scores.Trim();
    }
}

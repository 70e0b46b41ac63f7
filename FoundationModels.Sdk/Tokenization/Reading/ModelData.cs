namespace FoundationModels.Tokenization.Reading;

/// <summary>What <c>model</c> says, before the model is built.</summary>
internal sealed class ModelData
{
    /// <summary>Gets or sets the kind of model.</summary>
    public string? Type { get; set; }

    /// <summary>Gets the tokens.</summary>
    public Vocabulary Vocabulary { get; } = new();

    /// <summary>Gets the scores by id, for a model that has them.</summary>
    public List<double> Scores { get; } = [];

    /// <summary>Gets the merges in the order in which they were learned.</summary>
    public PooledBuffer<(int Left, int Right, int Product)> Merges { get; } = new();

    /// <summary>Gets or sets the token for what has none.</summary>
    public string? UnknownToken { get; set; }

    /// <summary>Gets or sets the id of the token for what has none.</summary>
    public int? UnknownId { get; set; }

    /// <summary>Gets or sets what a continuing symbol has before it.</summary>
    public string? ContinuingPrefix { get; set; }

    /// <summary>Gets or sets what a symbol that ends a word has after it.</summary>
    public string? WordSuffix { get; set; }

    /// <summary>Gets or sets whether neighbouring unknown characters are one token.</summary>
    public bool FusesUnknown { get; set; }

    /// <summary>Gets or sets whether characters without a token are spelled in bytes.</summary>
    public bool FallsBackToBytes { get; set; }

    /// <summary>Gets or sets whether a word that is a token is that token, whatever the merges say.</summary>
    public bool IgnoresMerges { get; set; }

    /// <summary>Gets or sets the longest word, in code points, that is not unknown.</summary>
    public int LongestWord { get; set; } = 100;
}

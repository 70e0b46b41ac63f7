namespace FoundationModels.Benchmarks.Engines;

/// <summary>An engine with the model loaded, continuing tokens greedily. It never stops by itself before the number of tokens asked for.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>Gets which build and settings run, for the report.</summary>
    string Description { get; }

    /// <summary>Gets the bytes of weights that one decoding step reads at least.</summary>
    long WeightBytes { get; }

    /// <summary>Continues a prompt that shares nothing with earlier ones.</summary>
    Continuation Generate(ReadOnlySpan<int> prompt, int count, TokenClock clock);

    /// <summary>Adds tokens to what the last call left, its prompt and what it generated, and continues.</summary>
    Continuation Continue(ReadOnlySpan<int> added, int count, TokenClock clock);
}

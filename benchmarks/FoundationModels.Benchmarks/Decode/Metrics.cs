namespace FoundationModels.Benchmarks.Decode;

/// <summary>The names of what the speed rounds measure.</summary>
internal static class Metrics
{
    public const string Decode = "decode_tokens_per_second";
    public const string ShortPrefill = "prefill_64_tokens_per_second";
    public const string LongPrefill = "prefill_512_tokens_per_second";
    public const string ColdFirstToken = "first_token_ms_cold";
    public const string SecondTurnFirstToken = "first_token_ms_second_turn";
    public const string CachedTokens = "cached_tokens";
    public const string OrdinaryPages = "ordinary pages";
    public const string LargePages = "large pages";

    private const string TokensPerSecond = "tokens/s";
    private const string Milliseconds = "ms";

    /// <summary>Gets the metrics that are written for each engine, with their units.</summary>
    public static IReadOnlyList<(string Metric, string Unit)> Speed { get; } =
    [
        (Decode, TokensPerSecond), (ShortPrefill, TokensPerSecond), (LongPrefill, TokensPerSecond),
        (ColdFirstToken, Milliseconds), (SecondTurnFirstToken, Milliseconds), (CachedTokens, "tokens"),
    ];
}

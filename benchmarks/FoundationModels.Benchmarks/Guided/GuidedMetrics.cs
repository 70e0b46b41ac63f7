namespace FoundationModels.Benchmarks.Guided;

/// <summary>The names of what guided responses are measured by.</summary>
internal static class GuidedMetrics
{
    public const string Guided = "guided_tokens_per_second";
    public const string Unguided = "unguided_tokens_per_second";
    public const string TokensPerResponse = "tokens_per_response";
    public const string ForcedShare = "forced_token_share";
    public const string MaskShare = "mask_and_sampling_share";

    /// <summary>Gets all of them with their units.</summary>
    public static IReadOnlyList<(string Metric, string Unit)> All { get; } =
        [(Guided, "tokens/s"), (Unguided, "tokens/s"), (TokensPerResponse, "tokens"), (ForcedShare, "1"), (MaskShare, "1")];
}

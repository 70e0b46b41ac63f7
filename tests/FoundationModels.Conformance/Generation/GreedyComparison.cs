using FoundationModels.Inference;

namespace FoundationModels.Conformance.Generation;

/// <summary>Greedy text against the reference's. What follows a first difference has another context and isn't compared.</summary>
internal static class GreedyComparison
{
    private const double NearTie = 0.05;

    /// <summary>Adds a case for each prompt.</summary>
    public static void Run(Decoder decoder, IEnumerable<GoldenPrompt> prompts, IReadOnlyList<int> endOfTurn, GenerationBounds bounds, ConformanceReport report)
    {
        List<double> margins = [];
        int exact = 0;
        foreach (GoldenPrompt prompt in prompts)
        {
            DecodeRequest request = new()
            {
                Prompt = prompt.Tokens,
                EndOfTurnTokens = endOfTurn,
                Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = prompt.Greedy.Length },
            };
            IReadOnlyList<int> tokens = decoder.GenerateAsync(request).GetAwaiter().GetResult().Tokens;
            int at = prompt.Greedy.AsSpan().CommonPrefixLength([.. tokens]);
            if (at == prompt.Greedy.Length)
            {
                exact++;
                report.Add($"greedy/{prompt.Id}", true, 0);
                continue;
            }

            double margin = prompt.Margins[at];
            margins.Add(margin);
            string difference = $"token {at} is {(at < tokens.Count ? tokens[at] : "missing")}, expected {prompt.Greedy[at]} (margin {margin:F3})";
            report.Add($"greedy/{prompt.Id}", margin < bounds.Margin, margin, difference);
        }

        margins.Sort();
        report.Notes.Add(
            $"greedy: {exact} exact, {margins.Count(m => m < NearTie)} excused by a near-tie, {margins.Count(m => m >= NearTie)} leave the reference elsewhere, "
            + $"at margins of {(margins.Count > 0 ? margins[margins.Count / 2] : 0):F3} in the median and {(margins.Count > 0 ? margins[^1] : 0):F3} at most");
    }
}

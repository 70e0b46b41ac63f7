using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Bench;

/// <summary>Measures a model through a session, as an app would see it.</summary>
internal sealed class ShortBenchmark(OpenedModel opened)
{
    private const int Rounds = 5;
    private const int ResponseTokens = 64;
    private const string Sentence = "The lighthouse keeper wrote down the wind, the tide and the name of every ship that passed. ";

    /// <summary>Makes the measurement: one round to get warm, then those that count.</summary>
    public async Task<BenchResult> RunAsync(CancellationToken cancellationToken)
    {
        await AnswerAsync(0, cancellationToken);
        List<TimedResponse> answers = [];
        for (int round = 1; round <= Rounds; round++)
            answers.Add(await AnswerAsync(round, cancellationToken));

        return new BenchResult(
            opened.Model.Id,
            opened.LoadTime,
            answers[^1].Usage.InputTokens,
            answers[^1].Usage.OutputTokens,
            Median(answers.Select(PrefillRate)),
            answers.All(a => a.TokensPerSecond is not null) ? Median(answers.Select(a => a.TokensPerSecond!.Value)) : null);
    }

    // Each round has another beginning, so that none finds the prefix of an earlier one in the cache.
    private async Task<TimedResponse> AnswerAsync(int round, CancellationToken cancellationToken)
    {
        await using var session = new LanguageModelSession(opened.Model);
        string prompt = $"{round + 1}. {string.Concat(Enumerable.Repeat(Sentence, 20))}Tell a long story about this.";
        var options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = ResponseTokens };
        return await TimedResponse.StreamAsync(session, prompt, options, _ => { }, cancellationToken);
    }

    private static double PrefillRate(TimedResponse answer) =>
        (answer.Usage.InputTokens - answer.Usage.CachedTokens) / answer.FirstText.TotalSeconds;

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}

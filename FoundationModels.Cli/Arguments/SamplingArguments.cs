using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The options that say how tokens are chosen and when a response ends.</summary>
internal sealed class SamplingArguments
{
    // What GenerationOptions.Sampling documents for null; needed where only a seed was given.
    private const double DefaultThreshold = 0.9;

    private readonly Option<double?> _temperature = new("--temperature") { Description = "0 is greedy; higher is more varied (0.7).", HelpName = "T" };
    private readonly Option<int?> _topK = new("--top-k") { Description = "Sample from the N most likely tokens.", HelpName = "N" };
    private readonly Option<double?> _topP = new("--top-p") { Description = "Sample from the most likely tokens that reach this probability (0.9).", HelpName = "P" };
    private readonly Option<double?> _minP = new("--min-p") { Description = "Sample from tokens at least P times as likely as the best one.", HelpName = "P" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Makes sampling repeatable.", HelpName = "N" };
    private readonly Option<bool> _greedy = new("--greedy", "-g") { Description = "Always take the most likely token." };
    private readonly Option<int?> _maximum = new("--max-tokens") { Description = "The most tokens that an answer may have.", HelpName = "N" };
    private readonly Option<string[]> _stop = new("--stop") { Description = "End the answer where this text occurs. Repeatable.", HelpName = "TEXT" };
    private readonly Option<double?> _penalty = new("--repetition-penalty") { Description = "Above 1: tokens that occurred become less likely.", HelpName = "F" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_temperature.AtLeast(0));
        command.Options.Add(_topK.AtLeast(1));
        command.Options.Add(_topP.Within(0, 1));
        command.Options.Add(_minP.Between(0, 1));
        command.Options.Add(_seed.AtLeast(0UL));
        command.Options.Add(_greedy);
        command.Options.Add(_maximum.AtLeast(1));
        command.Options.Add(_stop);
        command.Options.Add(_penalty.MoreThan(0));
        command.Validators.Add(result =>
        {
            bool samples = result.GetResult(_topK) is not null || result.GetResult(_topP) is not null || result.GetResult(_minP) is not null;
            if (result.GetValue(_greedy) && (samples || result.GetResult(_temperature) is not null))
                result.AddError("--greedy takes the most likely token: it cannot be combined with --temperature, --top-k, --top-p or --min-p.");
            if (result.GetValue(_stop) is { } stops && stops.Contains(""))
                result.AddError("--stop needs a text that is not empty.");
        });
    }

    /// <summary>Reads what was given; what was not stays at the SDK's default.</summary>
    public GenerationOptions Read(ParseResult result) => new()
    {
        Sampling = ReadMode(result),
        Temperature = result.GetValue(_temperature),
        MaximumResponseTokens = result.GetValue(_maximum),
        RepetitionPenalty = result.GetValue(_penalty),
        StopSequences = result.GetValue(_stop) ?? [],
    };

    private SamplingMode? ReadMode(ParseResult result)
    {
        int? topK = result.GetValue(_topK);
        double? topP = result.GetValue(_topP);
        double? minP = result.GetValue(_minP);
        ulong? seed = result.GetValue(_seed);
        if (result.GetValue(_greedy))
            return SamplingMode.Greedy;
        if (topK is null && topP is null && minP is null)
            return seed is null ? null : SamplingMode.TopP(DefaultThreshold, seed);
        return SamplingMode.Random with { TopKCount = topK, ProbabilityThreshold = topP, MinimumProbability = minP, Seed = seed };
    }
}

using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>Options of one response. Every unset option has the default that its documentation states.</summary>
/// <remarks>Immutable, compared by value. A value out of its range is refused where it is set.</remarks>
public sealed record GenerationOptions
{
    /// <summary>Gets how tokens are chosen; null is nucleus sampling with 0.9.</summary>
    public SamplingMode? Sampling { get; init; }

    /// <summary>Gets the temperature (0 or more) by which the logits are divided before sampling; null is 0.7, 0 is greedy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, infinite or not a number.</exception>
    public double? Temperature
    {
        get;
        init => field = value is null or (>= 0 and < double.PositiveInfinity)
            ? value
            : throw OptionRange.Refused(nameof(Temperature), value, "a finite number of 0 or more");
    }

    /// <summary>Gets the most tokens (1 or more) that a response may have; null is what the context window leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MaximumResponseTokens
    {
        get;
        init => field = value is null or >= 1 ? value : throw OptionRange.Refused(nameof(MaximumResponseTokens), value, "1 or more");
    }

    /// <summary>Gets the factor (more than 0; 1 is none) by which tokens that occurred before become less likely; null is 1.</summary>
    /// <remarks>A positive logit is divided by it and a negative one multiplied, as in CTRL (Keskar et al. 2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is 0, negative, infinite or not a number.</exception>
    public double? RepetitionPenalty
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity)
            ? value
            : throw OptionRange.Refused(nameof(RepetitionPenalty), value, "a finite number above 0");
    }

    /// <summary>Gets texts that end the response where they first occur; they are not part of it. A response that follows a schema or a grammar ends where that says.</summary>
    /// <exception cref="ArgumentException">One of them is null or empty.</exception>
    public IReadOnlyList<string> StopSequences
    {
        get;
        init
        {
            ValueList<string> copy = ValueList.Copy(value);
            if (copy.Contains(""))
                throw new ArgumentException("A stop sequence is empty; it would end every response at once. Leave it out.", nameof(StopSequences));
            field = copy;
        }
    } = ValueList.Create<string>([]);

    /// <summary>Gets whether the model may, must or must not call the session's tools; null is <see cref="FoundationModels.ToolCallingMode.Allowed"/>.</summary>
    /// <remarks>A call that is demanded is demanded once: with its output, the model decides again.</remarks>
    public ToolCallingMode? ToolCallingMode { get; init; }

    /// <summary>Gets how the name of a tool that has to be called is picked; null is <see cref="FoundationModels.ToolChoice.Generated"/>.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>Gets whether the model may call several tools at once; null is true.</summary>
    /// <remarks>A model of this machine cannot do otherwise. One behind a service that calls several is asked again (<see cref="ChatClientLanguageModel"/>), and no call is made before.</remarks>
    public bool? AllowsParallelToolCalls { get; init; }

    /// <summary>Gets how many log-probabilities to report for each generated token: 0 is none, 1 the chosen token's alone, more adds the most likely ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int LogProbabilities
    {
        get;
        init => field = value >= 0 ? value : throw OptionRange.Refused(nameof(LogProbabilities), value, "0 or more");
    }
}

namespace FoundationModels.Training;

/// <summary>Checks the ranges of options before anything long begins.</summary>
internal static class TrainingOptionsCheck
{
    private const int LargestRank = 1024;

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it, its value and the range.</exception>
    public static void Check(AdapterTrainingOptions options)
    {
        Require(options.Rank is >= 1 and <= LargestRank, nameof(options.Rank), options.Rank, $"from 1 to {LargestRank}");
        Require(options.Alpha is null || (double.IsFinite(options.Alpha.Value) && options.Alpha > 0), nameof(options.Alpha), options.Alpha, "a positive number");
        Require(options.TargetModules is not { Count: 0 }, nameof(options.TargetModules), "an empty list", "null for all, or at least one module");
        Require(double.IsFinite(options.LearningRate) && options.LearningRate > 0, nameof(options.LearningRate), options.LearningRate, "a positive number");
        Require(options.WarmUpShare is >= 0 and <= 1, nameof(options.WarmUpShare), options.WarmUpShare, "from 0 to 1");
        Require(options.Epochs is > 0 and <= 10_000, nameof(options.Epochs), options.Epochs, "above 0, at most 10,000");
        Require(options.BatchSize is >= 1 and <= 4096, nameof(options.BatchSize), options.BatchSize, "from 1 to 4,096");
        Require(options.GradientAccumulation is >= 1 and <= 4096, nameof(options.GradientAccumulation), options.GradientAccumulation, "from 1 to 4,096");
        Require(options.MaximumGradientNorm > 0, nameof(options.MaximumGradientNorm), options.MaximumGradientNorm, "a positive number");
        Require(options.WeightDecay is >= 0 and < 1, nameof(options.WeightDecay), options.WeightDecay, "at least 0, below 1");
        Require(options.EvaluationInterval is null or >= 1, nameof(options.EvaluationInterval), options.EvaluationInterval, "at least 1");
        Require(options.Patience >= 1, nameof(options.Patience), options.Patience, "at least 1");
        Require(options.EvaluationSamples >= 1, nameof(options.EvaluationSamples), options.EvaluationSamples, "at least 1");
        Require(options.MaximumSequenceLength is null or >= 2, nameof(options.MaximumSequenceLength), options.MaximumSequenceLength, "at least 2");
        Require(options.MaximumMemoryBytes is null or > 0, nameof(options.MaximumMemoryBytes), options.MaximumMemoryBytes, "a positive number");
        Require(options.Threads >= 0, nameof(options.Threads), options.Threads, "0 for all cores, or a number of threads");
        Require(options.CheckpointInterval >= 1, nameof(options.CheckpointInterval), options.CheckpointInterval, "at least 1");
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; it has to be {range}."));
    }
}

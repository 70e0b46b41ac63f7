namespace FoundationModels;

/// <summary>What came out of a training.</summary>
public sealed record AdapterTrainingResult
{
    /// <summary>Gets the adapter's file.</summary>
    public required string AdapterPath { get; init; }

    /// <summary>Gets the file of the report, in Markdown.</summary>
    public required string ReportPath { get; init; }

    /// <summary>Gets the file of the plotted loss curve, in SVG.</summary>
    public required string CurvePath { get; init; }

    /// <summary>Gets the loss curve, from before the first step on.</summary>
    public required IReadOnlyList<AdapterTrainingPoint> Curve { get; init; }

    /// <summary>Gets the number of steps that were done.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets the step whose weights were kept: the one with the lowest loss on the evaluation data.</summary>
    public required int BestStep { get; init; }

    /// <summary>Gets whether the training ended early because the evaluation loss no longer fell.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>Gets the number of tokens that were trained on, repetitions included.</summary>
    public required long Tokens { get; init; }

    /// <summary>Gets the tokens of a second, evaluation left out.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Gets the tokens of a second of one processor's time, evaluation left out.</summary>
    public required double TokensPerProcessorSecond { get; init; }

    /// <summary>Gets the most memory that the process held, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}

namespace FoundationModels.Training;

/// <summary>How far a training is, apart from the matrices: what a checkpoint holds in words.</summary>
internal sealed record TrainingState
{
    /// <summary>Gets what the training is of: another model, other data or other options make another text.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Gets or sets the number of steps that are done.</summary>
    public int Step { get; set; }

    /// <summary>Gets or sets the step with the lowest evaluation loss.</summary>
    public int BestStep { get; set; }

    /// <summary>Gets or sets that loss; null before the first look.</summary>
    public double? BestLoss { get; set; }

    /// <summary>Gets or sets how many looks in a row brought nothing.</summary>
    public int LooksInVain { get; set; }

    /// <summary>Gets or sets the sum of the losses since the last point of the curve.</summary>
    public double LossSincePoint { get; set; }

    /// <summary>Gets or sets the number of steps since then.</summary>
    public int StepsSincePoint { get; set; }

    /// <summary>Gets or sets the tokens that were trained on.</summary>
    public long Tokens { get; set; }

    /// <summary>Gets or sets the seconds of training and evaluation.</summary>
    public double Seconds { get; set; }

    /// <summary>Gets or sets the seconds of training alone.</summary>
    public double TrainingSeconds { get; set; }

    /// <summary>Gets or sets the processor's seconds of training alone.</summary>
    public double ProcessorSeconds { get; set; }

    /// <summary>Gets the loss curve.</summary>
    public List<AdapterTrainingPoint> Curve { get; init; } = [];
}

namespace FoundationModels;

/// <summary>How far a training is.</summary>
public sealed record AdapterTrainingProgress
{
    /// <summary>Gets the number of steps that are done.</summary>
    public required int Step { get; init; }

    /// <summary>Gets the number of all steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets how often the data have been gone through.</summary>
    public required double Epoch { get; init; }

    /// <summary>Gets the mean loss of a response token in the last step's batch, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the last loss on the evaluation data, in nats per token; null where there was none.</summary>
    public double? EvaluationLoss { get; init; }

    /// <summary>Gets the learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the norm of all gradients of the last step before they were shortened.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Gets the tokens of a second since the training began, or went on.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Gets the time that is left at this speed.</summary>
    public required TimeSpan Remaining { get; init; }
}

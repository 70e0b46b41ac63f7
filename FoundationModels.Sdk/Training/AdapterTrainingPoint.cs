namespace FoundationModels;

/// <summary>A point of a training's loss curve.</summary>
/// <param name="Step">The number of steps that were done.</param>
/// <param name="Loss">The mean training loss of the steps since the point before, in nats per token.</param>
/// <param name="EvaluationLoss">The loss on the evaluation data, in nats per token; null where there are none.</param>
/// <param name="Seconds">The seconds since the training began, breaks left out.</param>
public sealed record AdapterTrainingPoint(int Step, double? Loss, double? EvaluationLoss, double Seconds);

using System.Diagnostics;
using System.Numerics.Tensors;
using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Training.Data;

namespace FoundationModels.Training;

/// <summary>The steps of one training.</summary>
internal sealed class TrainingRun(
    OnnxTrainingGraph graph, TrainableAdapter adapter, TrainingData data, TrainingData? evaluation, MemoryPlan memory, AdapterTrainingOptions options, TrainingState state)
{
    private readonly AdamW _optimizer = new(adapter.Learning, options.WeightDecay);
    private readonly BatchOrder _order = new(data.Sequences.Count, options.BatchSize, options.Seed);
    private readonly float[][] _sums = [.. adapter.Learning.Select(m => new float[m.Values.Length])];
    private readonly float[][] _best = adapter.Copy();
    private int _firstStep;

    private TrainingState State { get; set; } = state;

    /// <summary>The number of steps of the whole training.</summary>
    public int Steps => Math.Max(1, (int)Math.Round(options.Epochs * _order.BatchesPerEpoch / options.GradientAccumulation));

    private int LookInterval => options.EvaluationInterval ?? Math.Max(1, _order.BatchesPerEpoch / options.GradientAccumulation / 4);

    private bool IsLookDue => (State.Step % LookInterval == 0 || State.Step == Steps) && (State.Curve.Count == 0 || State.Curve[^1].Step != State.Step);

    /// <summary>Trains to the end, or until nothing is gained.</summary>
    /// <returns>The state at the end; the adapter then has the best weights.</returns>
    public (TrainingState State, bool StoppedEarly) Train(IProgress<AdapterTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        Resume();
        try
        {
            return Run(progress, cancellationToken);
        }
        catch (OperationCanceledException) when (options.CheckpointPath is not null)
        {
            WriteCheckpoint();
            throw;
        }
    }

    private (TrainingState State, bool StoppedEarly) Run(IProgress<AdapterTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        LearningRateSchedule schedule = new(options.LearningRate, (int)Math.Ceiling(Steps * options.WarmUpShare), Steps);
        long began = Stopwatch.GetTimestamp();
        long tokensBefore = State.Tokens;
        if (IsLookDue)
            Look(cancellationToken);
        while (State.Step < Steps && (evaluation is null || State.LooksInVain < options.Patience))
        {
            double rate = schedule.RateOf(State.Step);
            (double loss, double norm) = Step(rate, cancellationToken);
            if (IsLookDue)
                Look(cancellationToken);
            if (options.CheckpointPath is not null && (State.Step % options.CheckpointInterval == 0 || State.Step == Steps))
                WriteCheckpoint();
            double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            progress?.Report(new AdapterTrainingProgress
            {
                Step = State.Step,
                Steps = Steps,
                Epoch = (double)State.Step * options.GradientAccumulation / _order.BatchesPerEpoch,
                Loss = loss,
                EvaluationLoss = State.Curve[^1].EvaluationLoss,
                LearningRate = rate,
                GradientNorm = norm,
                TokensPerSecond = (State.Tokens - tokensBefore) / elapsed,
                Remaining = TimeSpan.FromSeconds(elapsed / (State.Step - _firstStep) * (Steps - State.Step)),
            });
        }

        adapter.Restore(_best);
        return (State, State.Step < Steps);
    }

    private void Resume()
    {
        if (options.CheckpointPath is not { } path)
            return;
        float[][] values = [.. adapter.Learning.Select(m => m.Values)];
        if (TrainingCheckpoint.TryRead(path, State.Fingerprint, values, _optimizer.First, _optimizer.Second, _best) is not { } saved)
            return;
        State = saved;
        _firstStep = saved.Step;
        _optimizer.Steps = saved.Step;
    }

    private void WriteCheckpoint() => TrainingCheckpoint.Write(
        options.CheckpointPath!, State, [.. adapter.Learning.Select(m => m.Values)], _optimizer.First, _optimizer.Second, _best);

    private (double Loss, double Norm) Step(double rate, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        TimeSpan processor = ProcessorTime();
        List<TrainingSequence> sequences = [];
        for (int i = 0; i < options.GradientAccumulation; i++)
        {
            foreach (int index in _order.Batch((State.Step * options.GradientAccumulation) + i))
                sequences.Add(data.Sequences[index]);
        }

        double loss = Differentiate(sequences, cancellationToken);
        double norm = _optimizer.GradientNorm();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            throw new AdapterTrainingException($"The loss or its gradient is not a finite number at step {State.Step + 1}. Lower the learning rate, which is {rate:g3} there.");
        _optimizer.Step(rate, Math.Min(1, options.MaximumGradientNorm / (norm + 1e-6)));
        State.Step++;
        State.Tokens += sequences.Sum(s => (long)s.Tokens.Length);
        State.LossSincePoint += loss;
        State.StepsSincePoint++;
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        State.Seconds += seconds;
        State.TrainingSeconds += seconds;
        State.ProcessorSeconds += (ProcessorTime() - processor).TotalSeconds;
        return (loss, norm);
    }

    /// <summary>The mean loss of all sequences' response tokens; its gradients are in the matrices.</summary>
    private double Differentiate(List<TrainingSequence> sequences, CancellationToken cancellationToken)
    {
        float scale = 1f / sequences.Sum(s => s.ResponseTokens);
        List<List<TrainingSequence>> parts = memory.Parts(sequences);
        if (parts.Count == 1)
            return graph.Run(new TrainingBatch(sequences), scale, cancellationToken);
        double loss = 0;
        for (int part = 0; part < parts.Count; part++)
        {
            loss += graph.Run(new TrainingBatch(parts[part]), scale, cancellationToken);
            for (int i = 0; i < _sums.Length; i++)
            {
                float[] gradient = adapter.Learning[i].Gradient;
                if (part == 0)
                    gradient.CopyTo(_sums[i], 0);
                else
                    TensorPrimitives.Add(_sums[i], gradient, _sums[i]);
            }
        }

        for (int i = 0; i < _sums.Length; i++)
            _sums[i].CopyTo(adapter.Learning[i].Gradient, 0);
        return loss;
    }

    /// <summary>Adds a point to the curve, and keeps the weights if they are the best so far.</summary>
    private void Look(CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        double? loss = evaluation is null ? null : Evaluate(evaluation.Sequences, cancellationToken);
        State.Seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;
        double? training = State.StepsSincePoint == 0 ? null : State.LossSincePoint / State.StepsSincePoint;
        State.Curve.Add(new AdapterTrainingPoint(State.Step, training, loss, State.Seconds));
        (State.LossSincePoint, State.StepsSincePoint) = (0, 0);
        bool better = loss is null || State.BestLoss is null || loss < State.BestLoss;
        State.LooksInVain = better ? 0 : State.LooksInVain + 1;
        if (!better)
            return;
        (State.BestLoss, State.BestStep) = (loss, State.Step);
        float[][] values = adapter.Copy();
        for (int i = 0; i < values.Length; i++)
            values[i].CopyTo(_best[i], 0);
    }

    private double Evaluate(IReadOnlyList<TrainingSequence> sequences, CancellationToken cancellationToken)
    {
        List<TrainingSequence> chosen = [.. sequences.Take(options.EvaluationSamples)];
        float scale = 1f / chosen.Sum(s => s.ResponseTokens);
        double loss = 0;
        foreach (TrainingSequence[] batch in chosen.OrderBy(s => s.Tokens.Length).Chunk(options.BatchSize))
        {
            foreach (List<TrainingSequence> part in memory.Parts(batch))
                loss += graph.Run(new TrainingBatch(part), scale, cancellationToken);
        }

        return loss;
    }

    private static TimeSpan ProcessorTime()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}

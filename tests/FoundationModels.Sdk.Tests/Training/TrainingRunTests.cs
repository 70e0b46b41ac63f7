using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Adapters;
using FoundationModels.Sdk.Tests.Packages;
using FoundationModels.Training;
using FoundationModels.Training.Data;

namespace FoundationModels.Sdk.Tests.Training;

/// <summary>Whole trainings of a small model.</summary>
[TestFixture]
internal sealed class TrainingRunTests
{
    private static readonly AdapterTrainingOptions Options = new() { Epochs = 4, BatchSize = 3, LearningRate = 5e-3, CheckpointInterval = 1, EvaluationInterval = 2, Patience = 100, Threads = 1 };

    private TinyModel _model = null!;

    [OneTimeSetUp]
    public void MakeModel() => _model = new TinyModel();

    [OneTimeTearDown]
    public void RemoveModel() => _model.Dispose();

    [Test]
    public void Training_MakesTheLossFall()
    {
        (_, TrainingState state) = Train(Options, [], CancellationToken.None);

        Assert.That(state.Curve[^1].EvaluationLoss, Is.LessThan(0.9 * state.Curve[0].EvaluationLoss));
    }

    [TestCase(1)]
    [TestCase(5)]
    public void Training_ThatWasInterrupted_GivesTheSameAdapter(int steps)
    {
        using TemporaryFolder folder = new();
        (float[][] whole, _) = Train(Options, [], CancellationToken.None);
        AdapterTrainingOptions options = Options with { CheckpointPath = folder.At("checkpoint") };
        using CancellationTokenSource stop = new();
        Interrupter interrupter = new(steps, stop);

        Assert.That(() => Train(options, [interrupter], stop.Token), Throws.InstanceOf<OperationCanceledException>());
        (float[][] resumed, TrainingState state) = Train(options, [interrupter], CancellationToken.None);

        Assert.That(interrupter.Steps.Take(steps + 1), Is.EqualTo(Enumerable.Range(1, steps + 1)), "it goes on where it was");
        Assert.That(state.Step, Is.EqualTo(12));
        Assert.That(resumed, Is.EqualTo(whole));
    }

    [Test]
    public void Training_InSmallerPartsOfABatch_GivesTheSameAdapter()
    {
        (float[][] whole, _) = Train(Options, [], CancellationToken.None);
        (float[][] parts, _) = Train(Options, [], CancellationToken.None, rows: 8);

        for (int i = 0; i < whole.Length; i++)
            Assert.That(parts[i], Is.EqualTo(whole[i]).Within(2e-3f));
    }

    private (float[][] Adapter, TrainingState State) Train(
        AdapterTrainingOptions options, IEnumerable<Interrupter> observers, CancellationToken cancellationToken, int rows = int.MaxValue)
    {
        ModelPackage package = ModelPackage.Open(_model.Package);
        TrainableAdapter adapter = new(package.Manifest.AdapterSlots, 4, 2, null, options.Seed);
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(
            package.PathOf(package.Manifest.Graphs.Training!), new OnnxBackendOptions { Threads = 1 }, 2, adapter.All, CancellationToken.None);
        TrainingData data = new([.. Enumerable.Range(0, 9).Select(Sequence)], 0, "data");
        TrainingRun run = new(graph, adapter, data, data, new MemoryPlan(false, rows, 0), options, new TrainingState { Fingerprint = "same" });
        (TrainingState state, _) = run.Train(observers.FirstOrDefault(), cancellationToken);
        return (adapter.Copy(), state);
    }

    private TrainingSequence Sequence(int seed)
    {
        Random random = new(seed);
        int[] tokens = [.. Enumerable.Range(0, 5 + (seed % 4)).Select(_ => random.Next(_model.Manifest.VocabularySize))];
        return new TrainingSequence(tokens, [.. tokens.Select((_, i) => i >= 2)]);
    }

    private sealed class Interrupter(int after, CancellationTokenSource stop) : IProgress<AdapterTrainingProgress>
    {
        public List<int> Steps { get; } = [];

        public void Report(AdapterTrainingProgress value)
        {
            Steps.Add(value.Step);
            if (value.Step == after)
                stop.Cancel();
        }
    }
}

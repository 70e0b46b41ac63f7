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
    private static readonly AdapterTrainingOptions Options = new() { Epochs = 4, BatchSize = 3, LearningRate = 5e-3, EvaluationInterval = 2, Patience = 100, Threads = 1 };

    private TinyModel _model = null!;

    [OneTimeSetUp]
    public void MakeModel() => _model = new TinyModel();

    [OneTimeTearDown]
    public void RemoveModel() => _model.Dispose();

    [Test]
    public void Training_MakesTheLossFall()
    {
        (_, TrainingState state) = Train(Options, null, CancellationToken.None);

        Assert.That(state.Curve[^1].EvaluationLoss, Is.LessThan(0.9 * state.Curve[0].EvaluationLoss!.Value));
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(6)]
    public void Training_ThatIsCancelled_GoesOnThereAndGivesTheSameAdapter(int steps)
    {
        using TemporaryFolder folder = new();
        (float[][] whole, TrainingState state) = Train(Options, null, CancellationToken.None);
        AdapterTrainingOptions options = Options with { CheckpointPath = folder.At("checkpoint"), CheckpointInterval = 100 };
        using CancellationTokenSource source = new();
        Watcher watcher = new(steps, source.Cancel);

        Assert.That(() => Train(options, watcher, source.Token), Throws.InstanceOf<OperationCanceledException>());
        (float[][] resumed, TrainingState end) = Train(options, watcher, CancellationToken.None);

        Assert.That(watcher.Steps, Is.EqualTo(Enumerable.Range(1, 12)), "it goes on where it was");
        Assert.That(resumed, Is.EqualTo(whole));
        Assert.That(end.Curve.Select(p => (p.Step, p.Loss, p.EvaluationLoss)), Is.EqualTo(state.Curve.Select(p => (p.Step, p.Loss, p.EvaluationLoss))));
    }

    [Test]
    public void Training_ThatCrashes_GoesOnFromTheLastCheckpointAndGivesTheSameAdapter()
    {
        using TemporaryFolder folder = new();
        (float[][] whole, _) = Train(Options, null, CancellationToken.None);
        AdapterTrainingOptions options = Options with { CheckpointPath = folder.At("checkpoint"), CheckpointInterval = 3 };
        Watcher watcher = new(8, () => throw new TimeoutException());

        Assert.That(() => Train(options, watcher, CancellationToken.None), Throws.TypeOf<TimeoutException>());
        (float[][] resumed, _) = Train(options, watcher, CancellationToken.None);

        Assert.That(watcher.Steps, Is.EqualTo(Enumerable.Range(1, 8).Concat(Enumerable.Range(7, 6))), "it goes on after step 6");
        Assert.That(resumed, Is.EqualTo(whole));
    }

    [Test]
    public void Training_InSmallerPartsOfABatch_GivesTheSameAdapter()
    {
        (float[][] whole, _) = Train(Options, null, CancellationToken.None);
        (float[][] parts, _) = Train(Options, null, CancellationToken.None, rows: 8);

        for (int i = 0; i < whole.Length; i++)
            Assert.That(parts[i], Is.EqualTo(whole[i]).Within(2e-3f));
    }

    private (float[][] Adapter, TrainingState State) Train(
        AdapterTrainingOptions options, Watcher? watcher, CancellationToken cancellationToken, int rows = int.MaxValue)
    {
        ModelPackage package = ModelPackage.Open(_model.Package);
        TrainableAdapter adapter = new(package.Manifest.AdapterSlots, 4, 2, null, options.Seed);
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(
            package.PathOf(package.Manifest.Graphs.Training!), new OnnxBackendOptions { Threads = 1 }, 2, adapter.All, CancellationToken.None);
        TrainingData data = new([.. Enumerable.Range(0, 9).Select(Sequence)], 0, "data");
        TrainingRun run = new(graph, adapter, data, data, new MemoryPlan(false, new RunFootprint(0, 1, 0, 0), rows), options, new TrainingState { Fingerprint = "same" });
        (TrainingState state, _) = run.Train(watcher, cancellationToken);
        return (adapter.Copy(), state);
    }

    private TrainingSequence Sequence(int seed)
    {
        Random random = new(seed);
        int[] tokens = [.. Enumerable.Range(0, 5 + (seed % 4)).Select(_ => random.Next(_model.Manifest.VocabularySize))];
        return new TrainingSequence(tokens, [.. tokens.Select((_, i) => i >= 2)]);
    }

    private sealed class Watcher(int step, Action act) : IProgress<AdapterTrainingProgress>
    {
        private bool _acted;

        public List<int> Steps { get; } = [];

        public void Report(AdapterTrainingProgress value)
        {
            Steps.Add(value.Step);
            if (value.Step != step || _acted)
                return;
            _acted = true;
            act();
        }
    }
}

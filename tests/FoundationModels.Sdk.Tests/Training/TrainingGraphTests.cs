using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Adapters;
using FoundationModels.Training;

namespace FoundationModels.Sdk.Tests.Training;

/// <summary>Loss and gradients of a small model's training graphs.</summary>
[TestFixture]
internal sealed class TrainingGraphTests
{
    private const double Scale = 2;

    private TinyModel _model = null!;

    [OneTimeSetUp]
    public void MakeModel() => _model = new TinyModel();

    [OneTimeTearDown]
    public void RemoveModel() => _model.Dispose();

    [Test]
    public void Gradient_AlongItself_IsTheSlopeOfTheLoss()
    {
        TrainableAdapter adapter = NewAdapter();
        using OnnxTrainingGraph graph = Open(adapter, recomputes: false);
        TrainingBatch batch = new([Sequence(9, 4, 1), Sequence(6, 2, 2)]);
        float Loss() => graph.Run(batch, 1f / batch.Responses, CancellationToken.None);
        foreach (TrainableMatrix matrix in adapter.Learning.Take(4))
        {
            Loss();
            float[] gradient = [.. matrix.Gradient];
            float[] start = [.. matrix.Values];
            double norm = Math.Sqrt(gradient.Sum(g => (double)g * g));
            double LossAt(double distance)
            {
                for (int i = 0; i < start.Length; i++)
                    matrix.Values[i] = (float)(start[i] + (distance * gradient[i] / norm));
                return Loss();
            }

            double slope = (LossAt(0.002) - LossAt(-0.002)) / 0.004;
            LossAt(0);
            Assert.That(slope, Is.EqualTo(norm).Within(3).Percent, matrix.Name);
        }
    }

    [Test]
    public void RecomputingGraph_GivesTheSameLossAndGradients()
    {
        TrainableAdapter kept = NewAdapter();
        TrainableAdapter recomputed = NewAdapter();
        using OnnxTrainingGraph first = Open(kept, recomputes: false);
        using OnnxTrainingGraph second = Open(recomputed, recomputes: true);
        TrainingBatch batch = new([Sequence(9, 4, 1), Sequence(6, 2, 2)]);

        Assert.That(second.Run(batch, 0.1f, CancellationToken.None), Is.EqualTo(first.Run(batch, 0.1f, CancellationToken.None)).Within(1e-6));
        for (int i = 0; i < kept.All.Count; i++)
            Assert.That(recomputed.All[i].Gradient, Is.EqualTo(kept.All[i].Gradient).Within(1e-6f), kept.All[i].Name);
    }

    [Test]
    public void Batch_HasTheGradientsOfItsSequencesAddedUp()
    {
        TrainableAdapter adapter = NewAdapter();
        using OnnxTrainingGraph graph = Open(adapter, recomputes: false);
        TrainingSequence[] sequences = [Sequence(9, 4, 1), Sequence(5, 2, 2), Sequence(3, 1, 3)];
        float together = graph.Run(new TrainingBatch(sequences), 1, CancellationToken.None);
        float[] gradient = [.. adapter.Learning[1].Gradient];
        float apart = 0;
        float[] sum = new float[gradient.Length];
        foreach (TrainingSequence sequence in sequences)
        {
            apart += graph.Run(new TrainingBatch([sequence]), 1, CancellationToken.None);
            for (int i = 0; i < sum.Length; i++)
                sum[i] += adapter.Learning[1].Gradient[i];
        }

        Assert.That(apart, Is.EqualTo(together).Within(1e-3));
        Assert.That(sum, Is.EqualTo(gradient).Within(1e-4f));
    }

    [Test]
    public void Adapter_OfSomeModules_LeavesTheOthersAlone()
    {
        TrainableAdapter adapter = new(_model.Manifest.AdapterSlots, 4, Scale, ["attn_q", "attn_v"], 1);
        using OnnxTrainingGraph graph = Open(adapter, recomputes: false);

        Assert.That(graph.Run(new TrainingBatch([Sequence(9, 4, 1)]), 1, CancellationToken.None), Is.GreaterThan(0));
        Assert.That(adapter.ToUpdates().Select(u => u.Slot[(u.Slot.LastIndexOf('.') + 1)..]).Distinct(), Is.EquivalentTo(new[] { "attn_q", "attn_v" }));
    }

    [Test]
    public void FastPackage_HasNoTrainingGraph()
    {
        using TinyModel fast = new(precision: ModelPrecision.Fast);

        Assert.That(fast.Manifest.Graphs.Training, Is.Null);
        Assert.That(
            () => AdapterTrainer.TrainAsync(typeof(TrainingGraphTests).Assembly.Location, Path.Combine(Path.GetTempPath(), "x.fmadapter"), new AdapterTrainingOptions { ModelPath = fast.Package }),
            Throws.TypeOf<AdapterTrainingException>().With.Message.Contains("--precision exact"));
    }

    private TrainableAdapter NewAdapter()
    {
        TrainableAdapter adapter = new(_model.Manifest.AdapterSlots, 4, Scale, null, 1);
        Random random = new(5);
        foreach (TrainableMatrix matrix in adapter.All)
        {
            foreach (ref float value in matrix.Values.AsSpan())
                value = (random.NextSingle() - 0.5f) * 0.5f;
        }

        return adapter;
    }

    private OnnxTrainingGraph Open(TrainableAdapter adapter, bool recomputes)
    {
        ModelPackage package = ModelPackage.Open(_model.Package);
        string graph = recomputes ? package.Manifest.Graphs.TrainingRecomputing! : package.Manifest.Graphs.Training!;
        return OnnxTrainingGraph.Open(package.PathOf(graph), new OnnxBackendOptions { Threads = 1 }, (float)adapter.Scale, adapter.All, CancellationToken.None);
    }

    private TrainingSequence Sequence(int length, int prompt, int seed)
    {
        Random random = new(seed);
        int[] tokens = [.. Enumerable.Range(0, length).Select(_ => random.Next(_model.Manifest.VocabularySize))];
        return new TrainingSequence(tokens, [.. tokens.Select((_, i) => i >= prompt)]);
    }
}

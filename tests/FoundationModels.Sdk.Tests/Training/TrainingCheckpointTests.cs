using FoundationModels.Sdk.Tests.Packages;
using FoundationModels.Training;

namespace FoundationModels.Sdk.Tests.Training;

/// <summary>Checkpoints.</summary>
[TestFixture]
internal sealed class TrainingCheckpointTests
{
    [Test]
    public void Checkpoint_ThatWasWritten_IsReadBack()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("c");
        TrainingCheckpoint.Write(path, new TrainingState { Fingerprint = "a", Step = 7, Curve = [new AdapterTrainingPoint(0, null, 2.5, 1)] }, [[1, 2], [3]], [[4]]);
        float[][] first = [[0, 0], [0]];
        float[][] second = [[0]];

        TrainingState? state = TrainingCheckpoint.TryRead(path, "a", first, second);

        Assert.That(state!.Step, Is.EqualTo(7));
        Assert.That(state.Curve.Single().EvaluationLoss, Is.EqualTo(2.5));
        Assert.That(first[0].Concat(first[1]).Concat(second[0]), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Checkpoint_OfAnotherTrainingOrDamaged_IsRefused()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("c");
        TrainingCheckpoint.Write(path, new TrainingState { Fingerprint = "a" }, [[1]]);
        float[][] target = [[0]];

        Assert.That(() => TrainingCheckpoint.TryRead(path, "b", target), Throws.TypeOf<AdapterTrainingException>().With.Message.Contains("another training"));
        byte[] bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.That(() => TrainingCheckpoint.TryRead(path, "a", target), Throws.TypeOf<AdapterTrainingException>().With.Message.Contains("damaged"));
        }

        Assert.That(TrainingCheckpoint.TryRead(folder.At("none"), "a", target), Is.Null);
    }
}

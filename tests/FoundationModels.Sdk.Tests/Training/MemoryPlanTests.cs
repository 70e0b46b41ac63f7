using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Adapters;
using FoundationModels.Training;

namespace FoundationModels.Sdk.Tests.Training;

[TestFixture]
internal sealed class MemoryPlanTests
{
    private TinyModel _model = null!;

    [OneTimeSetUp]
    public void MakeModel() => _model = new TinyModel();

    [OneTimeTearDown]
    public void RemoveModel() => _model.Dispose();

    [TestCase(2_000)]
    [TestCase(6_000)]
    [TestCase(1_000_000)]
    public void Parts_OfABatch_StayWithinTheBoundAndLoseNothing(long bound)
    {
        MemoryPlan plan = new(false, new RunFootprint(500, 10, 2, 1), bound);
        TrainingSequence[] batch = [.. new[] { 20, 3, 30, 30, 8, 8, 25, 1 }.Select(Sequence)];

        List<List<TrainingSequence>> parts = plan.Parts(batch);

        Assert.That(parts.SelectMany(p => p), Is.EqualTo(batch));
        Assert.That(parts.Select(plan.Footprint.BytesOf), Has.All.AtMost(bound));
    }

    [Test]
    public void Footprint_GrowsWithTheLongestSequenceOfARun()
    {
        RunFootprint footprint = RunFootprint.Of(_model.Manifest, 1000, 100, recomputes: false);

        Assert.That(footprint.BytesOf([Sequence(1000), Sequence(1000)]), Is.GreaterThan(footprint.BytesOf([.. Enumerable.Repeat(Sequence(100), 20)])));
    }

    [Test]
    public void Plan_ComputesLayersAgain_WhereOneConversationWouldTakeTooMuch()
    {
        ModelManifest manifest = _model.Manifest;
        TrainingSequence[] sequences = [Sequence(100), Sequence(2000)];
        long kept = RunFootprint.Of(manifest, 1000, 100, recomputes: false).BytesOf([sequences[1]]);

        Assert.That(MemoryPlan.Make(manifest, 1000, 100, sequences, kept).Recomputes, Is.False);
        Assert.That(MemoryPlan.Make(manifest, 1000, 100, sequences, kept - 1).Recomputes, Is.True);
    }

    [Test]
    public void Plan_WithoutRoomForOneConversation_SaysWhatItNeeds() => Assert.That(
        () => MemoryPlan.Make(_model.Manifest, 1000, 100, [Sequence(2000)], 1 << 20),
        Throws.ArgumentException.With.Message.Match("about [0-9,]+ MiB for the longest conversation of 2000 tokens, and may take 1 MiB"));

    private static TrainingSequence Sequence(int length) => new(new int[length], [.. Enumerable.Range(0, length).Select(i => i >= length / 2)]);
}

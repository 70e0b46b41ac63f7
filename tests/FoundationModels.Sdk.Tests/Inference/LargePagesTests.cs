using FoundationModels.Inference.Onnx;

namespace FoundationModels.Sdk.Tests.Inference;

internal sealed class LargePagesTests
{
    [Test]
    public void Subtract_EarlierRanges_LeavesWhatAppearedSince()
    {
        (long, long)[] earlier = [(0, 10), (25, 30), (30, 35), (60, 70), (95, 200)];
        Assert.That(LargePages.Subtract((5, 100), earlier), Is.EqualTo(new (long, long)[] { (10, 25), (35, 60), (70, 95) }));
        Assert.That(LargePages.Subtract((26, 34), earlier), Is.Empty);
        Assert.That(LargePages.Subtract((40, 50), earlier), Is.EqualTo(new (long, long)[] { (40, 50) }));
    }
}

using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

public sealed class ByteRequantizerTests
{
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(64)]
    [TestCase(77)]
    public void Quantize_AnyLength_EqualsTheScalarDefinition(int length)
    {
        Random random = new(length);
        float[] weights = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
        byte[] codes = new byte[length];
        float scale = ByteRequantizer.Quantize(weights, codes);
        Assert.That(scale, Is.EqualTo(weights.MaxBy(MathF.Abs) / -128));
        Assert.That(codes, Is.EqualTo(weights.Select(w => (byte)Math.Clamp(MathF.Round((w * (1 / scale)) + 128), 0, 255))));
    }
}

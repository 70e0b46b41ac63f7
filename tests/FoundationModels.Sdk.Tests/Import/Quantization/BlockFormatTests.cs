using FoundationModels.Conformance;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

public sealed class BlockFormatTests
{
    [Test]
    public void Decode_ReferenceBlocks_AreExact()
    {
        ConformanceReport report = BlocksCommand.Run(new ConformanceArguments([SharedData.Require("goldens", "architectures", "blocks")]));
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Passed, Is.GreaterThanOrEqualTo(11 * 64));
        Assert.That(report.Cases.Max(c => c.Figure), Is.EqualTo(0));
    }

    [Test]
    public void Decode_LengthsThatDoNotFit_Throws()
    {
        BlockFormat format = BlockFormat.Find(TensorType.Q8_0)!;
        Assert.That(() => format.Decode(new byte[34], new float[31]), Throws.ArgumentException);
        Assert.That(() => format.Decode(new byte[33], new float[32]), Throws.ArgumentException);
    }

    // Each block has scale 2 (0x4000 as a half) and, where there is one, minimum 3 (0x4200), and the codes of value i spelled out by hand.
    [TestCase(TensorType.Q4_0, 18, 2, 0x1F, (0xF - 8) * 2f, (1 - 8) * 2f)]
    [TestCase(TensorType.Q4_1, 20, 4, 0x1F, (0xF * 2f) + 3, (1 * 2f) + 3)]
    [TestCase(TensorType.Q5_0, 22, 6, 0x1F, (0xF - 16) * 2f, (1 - 16) * 2f)]
    [TestCase(TensorType.Q5_1, 24, 8, 0x1F, (0xF * 2f) + 3, (1 * 2f) + 3)]
    [TestCase(TensorType.IQ4_NL, 18, 2, 0x1F, 113 * 2f, -104 * 2f)]
    [TestCase(TensorType.Q8_0, 34, 2, 0xFE, -4f, -4f)]
    public void Decode_BlockOf32_GivesCodeTimesScale(object type, int size, int codesAt, int code, float first, float last)
    {
        byte[] block = new byte[size];
        block[1] = 0x40;
        if (codesAt is 4 or 8)
            block[3] = 0x42;
        block.AsSpan(codesAt).Fill((byte)code);
        float[] values = new float[32];
        BlockFormat.Find((TensorType)type)!.Decode(block, values);
        Assert.That(values[..16], Is.All.EqualTo(first));
        Assert.That(values[16..], Is.All.EqualTo(last));
    }

    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(37)]
    public void CodeScaling_AnyLength_EqualsTheScalarFormula(int length)
    {
        sbyte[] codes = [.. Enumerable.Range(0, length).Select(i => (sbyte)((i * 37) - 128))];
        float[] scaled = new float[length];
        float[] shifted = new float[length];
        CodeScaling.Multiply(codes, 0.3f, scaled);
        CodeScaling.MultiplyAdd(codes, 0.3f, -1.7f, shifted);
        Assert.That(scaled, Is.EqualTo(codes.Select(c => c * 0.3f)));
        Assert.That(shifted, Is.EqualTo(codes.Select(c => (c * 0.3f) + -1.7f)));
    }
}

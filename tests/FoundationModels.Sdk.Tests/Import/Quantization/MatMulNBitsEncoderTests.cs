using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

public sealed class MatMulNBitsEncoderTests
{
    private const int Columns = 1280;

    [TestCase(nameof(TensorType.Q4_0))]
    [TestCase(nameof(TensorType.Q5_0))]
    [TestCase(nameof(TensorType.Q8_0))]
    [TestCase(nameof(TensorType.IQ4_NL))]
    public void EncodeRow_TypesWithoutMinimum_AreExact(string type)
    {
        (EncodedRow row, float[] weights) = Encode(type);
        Assert.That(row.Weights(Columns), Is.EqualTo(weights));
    }

    [TestCase(nameof(TensorType.Q4_1))]
    [TestCase(nameof(TensorType.Q4_K))]
    public void EncodeRow_TypesWithMinimum_KeepTheirCodes(string type)
    {
        (EncodedRow row, float[] weights) = Encode(type);
        Assert.That(row.Format.HasCorrection, Is.True);
        float[] coded = row.Weights(Columns);
        float[] columns = row.Weights(row.Format.ProductColumns(Columns))[Columns..];
        double squares = 0;
        for (int block = 0; block < columns.Length; block++)
        {
            // What the zero point misses is one number for the whole block, at most half a step.
            float[] missed = [.. Enumerable.Range(block * 32, 32).Select(i => weights[i] - coded[i])];
            Assert.That(missed.Max() - missed.Min(), Is.LessThan(2e-7));
            Assert.That(MathF.Abs(missed[0]), Is.LessThan(0.51f * row.Scales[block]));
            squares += Math.Pow((columns[block] / 32) - missed[0], 2);
        }

        // The correction columns hold 32 times that, to 4 bits.
        Assert.That(Math.Sqrt(squares / columns.Length), Is.LessThan(0.03 * row.Scales[..columns.Length].Max()));
    }

    [TestCase(nameof(TensorType.Q5_1))]
    [TestCase(nameof(TensorType.Q5_K))]
    [TestCase(nameof(TensorType.Q6_K))]
    [TestCase(nameof(TensorType.F16))]
    [TestCase(nameof(TensorType.BF16))]
    [TestCase(nameof(TensorType.F32))]
    public void EncodeRow_OtherTypes_AreRoundedToEightBits(string type)
    {
        (EncodedRow row, float[] weights) = Encode(type);
        float[] coded = row.Weights(Columns);
        for (int i = 0; i < Columns; i++)
        {
            // Half a step, or a whole one where the opposite of the largest weight is clipped.
            Assert.That(coded[i], Is.EqualTo(weights[i]).Within(MathF.Abs(row.Scales[i / 32]) * 1.001), $"weight {i}");
        }

        double error = Math.Sqrt(coded.Zip(weights, (c, w) => (double)(c - w) * (c - w)).Average());
        double size = Math.Sqrt(weights.Average(w => (double)w * w));
        Assert.That(error / size, Is.LessThan(0.005));
    }

    [Test]
    public void EncodeRow_RaggedRow_PadsWithZero()
    {
        byte[] source = RandomBlocks.Create(new Random(3), TensorType.F32, 40);
        EncodedRow row = EncodedRow.Encode(MatMulNBitsEncoders.ForLinear(BlockFormat.Find(TensorType.F32)!), source, 40);
        Assert.That(row.Scales, Has.Length.EqualTo(2));
        Assert.That(row.Weights(64)[40..], Is.All.Zero);
    }

    [Test]
    public void EncodeRow_NotANumber_GivesAScaleThatIsNone()
    {
        byte[] source = RandomBlocks.Create(new Random(3), TensorType.F16, 64);
        BitConverter.TryWriteBytes(source.AsSpan(80), Half.NaN);
        EncodedRow row = EncodedRow.Encode(MatMulNBitsEncoders.ForLinear(BlockFormat.Find(TensorType.F16)!), source, 64);
        Assert.That(row.Scales[1], Is.NaN);
    }

    private static (EncodedRow Row, float[] Weights) Encode(string name)
    {
        TensorType type = Enum.Parse<TensorType>(name);
        byte[] source = RandomBlocks.Create(new Random(11), type, Columns);
        IMatMulNBitsEncoder encoder = MatMulNBitsEncoders.ForLinear(BlockFormat.Find(type)!);
        return (EncodedRow.Encode(encoder, source, Columns), RandomBlocks.Decode(type, source));
    }
}

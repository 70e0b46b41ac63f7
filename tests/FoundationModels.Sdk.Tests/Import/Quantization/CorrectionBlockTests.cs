using FoundationModels.Import.Quantization;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

public sealed class CorrectionBlockTests
{
    [Test]
    public void Quantize_AnyValues_IsAsGoodAsTheScalarSearch()
    {
        Gen<float> value = Gen.Choose(-1000, 1000).Select(i => i / 517f);
        Gen<float[]> block = Gen.Choose(0, 32).SelectMany(used => value.ArrayOf(used)).Select(values => (float[])[.. values, .. new float[32 - values.Length]]);
        Prop.ForAll(block.ToArbitrary(), values =>
        {
            byte[] codes = new byte[32];
            (float scale, int zero) = CorrectionBlock.Quantize(values, codes);
            double error = Error(values, [.. codes.Select(c => (double)(c - zero) * scale)]);
            return error <= (Search(values) * 1.001) + 1e-9 && codes.All(c => c <= 15) && zero is >= 0 and <= 15;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(4, 9));
    }

    [Test]
    public void Quantize_Zeros_StayZero()
    {
        byte[] codes = [.. Enumerable.Repeat((byte)9, 32)];
        (float scale, int zero) = CorrectionBlock.Quantize(new float[32], codes);
        Assert.That(codes.Select(c => (c - zero) * scale), Is.All.Zero);
    }

    /// <summary>The same candidates one value at a time: the least squared error.</summary>
    private static double Search(float[] values)
    {
        double low = Math.Min(values.Min(), 0);
        double high = Math.Max(values.Max(), 0);
        double best = high == low ? 0 : double.PositiveInfinity;
        for (int i = 0; i < 14 && high > low; i++)
        {
            double trial = (high - low) / 15 * (0.80 + (i * 0.02));
            for (int shift = -1; shift <= 1; shift++)
            {
                double zero = Math.Clamp(Math.Round(-low / ((high - low) / 15)) + shift, 0, 15);
                double[] codes = [.. values.Select(v => Math.Clamp(Math.Round(v / trial) + zero, 0, 15) - zero)];
                double square = codes.Sum(c => c * c);
                double scale = square > 0 ? codes.Zip(values, (c, v) => c * v).Sum() / square : trial;
                best = Math.Min(best, Error(values, [.. codes.Select(c => c * scale)]));
            }
        }

        return best;
    }

    private static double Error(float[] values, double[] coded) => values.Zip(coded, (v, c) => (v - c) * (v - c)).Sum();
}

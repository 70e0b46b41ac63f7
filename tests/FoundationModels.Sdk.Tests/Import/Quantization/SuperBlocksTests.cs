using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

/// <summary>Compares the K types with the format's formula, one value at a time, on blocks of arbitrary bytes.</summary>
public sealed class SuperBlocksTests
{
    [Test]
    public void DecodeQ4_K_ArbitraryBlocks_FollowsTheFormula() => Check(TensorType.Q4_K, 144, (block, i) =>
    {
        int group = i / 32;
        int code = (block[16 + (i / 64 * 32) + (i % 32)] >> (group % 2 * 4)) & 15;
        return Affine(block, group, code);
    });

    [Test]
    public void DecodeQ5_K_ArbitraryBlocks_FollowsTheFormula() => Check(TensorType.Q5_K, 176, (block, i) =>
    {
        int group = i / 32;
        int code = (block[48 + (i / 64 * 32) + (i % 32)] >> (group % 2 * 4)) & 15;
        return Affine(block, group, code + (((block[16 + (i % 32)] >> group) & 1) * 16));
    });

    [Test]
    public void DecodeQ6_K_ArbitraryBlocks_FollowsTheFormula() => Check(TensorType.Q6_K, 210, (block, i) =>
    {
        int half = i / 128;
        int quarter = i % 128 / 32;
        int low = (block[(half * 64) + (quarter % 2 * 32) + (i % 32)] >> (quarter / 2 * 4)) & 15;
        int top = (block[128 + (half * 32) + (i % 32)] >> (quarter * 2)) & 3;
        float scale = Half(block, 208) * (sbyte)block[192 + (i / 16)];
        return scale * (low + (top * 16) - 32);
    });

    private static void Check(TensorType type, int size, Func<byte[], int, float> formula)
    {
        Random random = new(7);
        for (int round = 0; round < 20; round++)
        {
            byte[] block = new byte[size];
            random.NextBytes(block);

            // Exponent bits that are all set would make a scale infinite.
            foreach (int at in type == TensorType.Q6_K ? new[] { 209 } : [1, 3])
                block[at] &= 0xBF;
            float[] values = new float[256];
            BlockFormat.Find(type)!.Decode(block, values);
            Assert.That(values, Is.EqualTo(Enumerable.Range(0, 256).Select(i => formula(block, i))));
        }
    }

    private static float Affine(byte[] block, int group, int code)
    {
        int scale = group < 4 ? block[4 + group] & 63 : (block[8 + group] & 15) + (block[group] / 64 * 16);
        int minimum = group < 4 ? block[8 + group] & 63 : (block[8 + group] / 16) + (block[4 + group] / 64 * 16);
        float product = Half(block, 0) * scale * code;
        return product - (Half(block, 2) * minimum);
    }

    private static float Half(byte[] block, int at) => (float)BitConverter.ToHalf(block, at);
}

using System.Buffers.Binary;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import;

/// <summary>Random blocks whose values look like weights: about as many below zero as above, a few hundredths in size.</summary>
internal static class RandomBlocks
{
    private const float Spread = 0.05f;

    /// <summary>Blocks of a type for a number of weights.</summary>
    public static byte[] Create(Random random, TensorType type, int count)
    {
        BlockFormat format = BlockFormat.Find(type)!;
        byte[] bytes = new byte[format.BytesOf(count)];
        random.NextBytes(bytes);
        for (int at = 0; at < bytes.Length; at += format.BytesPerBlock)
            SetScales(random, type, bytes.AsSpan(at, format.BytesPerBlock));
        return bytes;
    }

    private static void SetScales(Random random, TensorType type, Span<byte> block)
    {
        float size = Spread * (0.5f + random.NextSingle());
        float weight = Spread * 2 * (random.NextSingle() - 0.5f);
        switch (type)
        {
            case TensorType.F32:
                BinaryPrimitives.WriteSingleLittleEndian(block, weight);
                break;
            case TensorType.F16:
                WriteHalf(block, weight);
                break;
            case TensorType.BF16:
                BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)(BitConverter.SingleToUInt32Bits(weight) >> 16));
                break;
            case TensorType.Q4_0:
                WriteHalf(block, size / 8);
                break;
            case TensorType.Q5_0:
                WriteHalf(block, size / 16);
                break;
            case TensorType.Q8_0 or TensorType.IQ4_NL:
                WriteHalf(block, size / 128);
                break;
            case TensorType.Q4_1:
                WriteHalf(block, size / 8);
                WriteHalf(block[2..], -size * (0.8f + (0.4f * random.NextSingle())));
                break;
            case TensorType.Q5_1:
                WriteHalf(block, size / 16);
                WriteHalf(block[2..], -size * (0.8f + (0.4f * random.NextSingle())));
                break;
            case TensorType.Q4_K or TensorType.Q5_K:
                WriteHalf(block, size / (type == TensorType.Q4_K ? 8 : 16) / 40);
                WriteHalf(block[2..], size / 40);

                // Scales and minimums from 32 to 47 of 63, so that a block's values lie on both sides of zero as weights do.
                foreach (ref byte packed in block.Slice(4, 8))
                    packed = (byte)(0xA0 | (packed & 15));
                break;
            case TensorType.Q6_K:
                WriteHalf(block[208..], size / 32 / 64);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No blocks of this type are made here.");
        }
    }

    private static void WriteHalf(Span<byte> target, float value) => BinaryPrimitives.WriteHalfLittleEndian(target, (Half)value);

    /// <summary>The values that blocks stand for.</summary>
    public static float[] Decode(TensorType type, byte[] blocks)
    {
        BlockFormat format = BlockFormat.Find(type)!;
        float[] values = new float[blocks.Length / format.BytesPerBlock * format.ValuesPerBlock];
        format.Decode(blocks, values);
        return values;
    }
}

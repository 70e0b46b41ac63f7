using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FoundationModels.Import.Quantization;

/// <summary>Takes bytes apart into the two 4-bit codes that each of them holds.</summary>
internal static class Nibbles
{
    /// <summary>The low halves of all bytes, then the high halves: the order of GGML's blocks of 32.</summary>
    /// <param name="packed">A multiple of 16 bytes.</param>
    /// <param name="low">As many codes as there are bytes.</param>
    /// <param name="high">As many codes as there are bytes.</param>
    public static void Split(ReadOnlySpan<byte> packed, Span<sbyte> low, Span<sbyte> high)
    {
        for (int i = 0; i < packed.Length; i += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.Create(packed[i..]);
            (bytes & Vector128.Create((byte)0x0F)).CopyTo(MemoryMarshal.AsBytes(low[i..]));
            (bytes >>> 4).CopyTo(MemoryMarshal.AsBytes(high[i..]));
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FoundationModels.Import.Quantization;

/// <summary>The last step of every quantized format: small integer codes times a scale, plus an offset where the format has one.</summary>
internal static class CodeScaling
{
    /// <summary>values[i] = codes[i] · scale.</summary>
    public static void Multiply(ReadOnlySpan<sbyte> codes, float scale, Span<float> values)
    {
        ref sbyte from = ref MemoryMarshal.GetReference(codes);
        ref float to = ref MemoryMarshal.GetReference(values);
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<float> scales = Vector128.Create(scale);
            for (; i <= values.Length - Vector128<sbyte>.Count && i <= codes.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
            {
                Widen(ref Unsafe.Add(ref from, i), out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
                (a * scales).StoreUnsafe(ref to, (nuint)i);
                (b * scales).StoreUnsafe(ref to, (nuint)i + 4);
                (c * scales).StoreUnsafe(ref to, (nuint)i + 8);
                (d * scales).StoreUnsafe(ref to, (nuint)i + 12);
            }
        }

        for (; i < codes.Length; i++)
            values[i] = codes[i] * scale;
    }

    /// <summary>values[i] = codes[i] · scale + offset, in two roundings.</summary>
    public static void MultiplyAdd(ReadOnlySpan<sbyte> codes, float scale, float offset, Span<float> values)
    {
        ref sbyte from = ref MemoryMarshal.GetReference(codes);
        ref float to = ref MemoryMarshal.GetReference(values);
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<float> scales = Vector128.Create(scale);
            Vector128<float> offsets = Vector128.Create(offset);
            for (; i <= values.Length - Vector128<sbyte>.Count && i <= codes.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
            {
                Widen(ref Unsafe.Add(ref from, i), out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
                ((a * scales) + offsets).StoreUnsafe(ref to, (nuint)i);
                ((b * scales) + offsets).StoreUnsafe(ref to, (nuint)i + 4);
                ((c * scales) + offsets).StoreUnsafe(ref to, (nuint)i + 8);
                ((d * scales) + offsets).StoreUnsafe(ref to, (nuint)i + 12);
            }
        }

        for (; i < codes.Length; i++)
            values[i] = (codes[i] * scale) + offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(ref sbyte from, out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d)
    {
        (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from));
        (Vector128<int> first, Vector128<int> second) = Vector128.Widen(low);
        (Vector128<int> third, Vector128<int> fourth) = Vector128.Widen(high);
        a = Vector128.ConvertToSingle(first);
        b = Vector128.ConvertToSingle(second);
        c = Vector128.ConvertToSingle(third);
        d = Vector128.ConvertToSingle(fourth);
    }
}

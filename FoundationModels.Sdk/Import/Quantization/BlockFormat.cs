using System.Collections.Frozen;

namespace FoundationModels.Import.Quantization;

/// <summary>Turns whole blocks into the float32 values they stand for.</summary>
/// <param name="blocks">Whole blocks.</param>
/// <param name="values">As many values as the blocks hold.</param>
internal delegate void BlockDecoder(ReadOnlySpan<byte> blocks, Span<float> values);

/// <summary>The size of a tensor type's blocks and, where the type is supported, how to decode them.</summary>
internal sealed class BlockFormat
{
    private static readonly FrozenDictionary<TensorType, BlockFormat> Formats = new BlockFormat[]
    {
        new(TensorType.F32, 1, 4, PlainBlocks.DecodeF32),
        new(TensorType.F16, 1, 2, PlainBlocks.DecodeF16),
        new(TensorType.BF16, 1, 2, PlainBlocks.DecodeBF16),
        new(TensorType.Q4_0, 32, 18, LinearBlocks.DecodeQ4_0),
        new(TensorType.Q4_1, 32, 20, LinearBlocks.DecodeQ4_1),
        new(TensorType.Q5_0, 32, 22, LinearBlocks.DecodeQ5_0),
        new(TensorType.Q5_1, 32, 24, LinearBlocks.DecodeQ5_1),
        new(TensorType.Q8_0, 32, 34, LinearBlocks.DecodeQ8_0),
        new(TensorType.IQ4_NL, 32, 18, TableBlocks.DecodeIQ4_NL),
        new(TensorType.Q4_K, 256, 144, SuperBlocks.DecodeQ4_K),
        new(TensorType.Q5_K, 256, 176, SuperBlocks.DecodeQ5_K),
        new(TensorType.Q6_K, 256, 210, SuperBlocks.DecodeQ6_K),
        new(TensorType.Q8_1, 32, 36),
        new(TensorType.Q2_K, 256, 84),
        new(TensorType.Q3_K, 256, 110),
        new(TensorType.Q8_K, 256, 292),
        new(TensorType.IQ2_XXS, 256, 66),
        new(TensorType.IQ2_XS, 256, 74),
        new(TensorType.IQ3_XXS, 256, 98),
        new(TensorType.IQ1_S, 256, 50),
        new(TensorType.IQ3_S, 256, 110),
        new(TensorType.IQ2_S, 256, 82),
        new(TensorType.IQ4_XS, 256, 136),
        new(TensorType.I8, 1, 1),
        new(TensorType.I16, 1, 2),
        new(TensorType.I32, 1, 4),
        new(TensorType.I64, 1, 8),
        new(TensorType.F64, 1, 8),
        new(TensorType.IQ1_M, 256, 56),
        new(TensorType.TQ1_0, 256, 54),
        new(TensorType.TQ2_0, 256, 66),
        new(TensorType.MXFP4, 32, 17),
    }.ToFrozenDictionary(f => f.Type);

    private readonly BlockDecoder? _decoder;

    private BlockFormat(TensorType type, int valuesPerBlock, int bytesPerBlock, BlockDecoder? decoder = null)
    {
        Type = type;
        ValuesPerBlock = valuesPerBlock;
        BytesPerBlock = bytesPerBlock;
        _decoder = decoder;
    }

    /// <summary>Gets every format that is known by name and size, supported or not.</summary>
    public static IEnumerable<BlockFormat> All => Formats.Values;

    /// <summary>Gets the tensor type.</summary>
    public TensorType Type { get; }

    /// <summary>Gets the number of values in a block.</summary>
    public int ValuesPerBlock { get; }

    /// <summary>Gets the number of bytes of a block.</summary>
    public int BytesPerBlock { get; }

    /// <summary>Gets whether <see cref="Decode"/> works.</summary>
    public bool IsSupported => _decoder is not null;

    /// <summary>The format of a type, or null where the number is not a known type's.</summary>
    public static BlockFormat? Find(TensorType type) => Formats.GetValueOrDefault(type);

    /// <summary>The bytes of a number of values.</summary>
    /// <exception cref="OverflowException">They are more than 2⁶³.</exception>
    public long BytesOf(long values) => checked(values / ValuesPerBlock * BytesPerBlock);

    /// <summary>Decodes whole blocks, with the results of GGML's scalar routines to the last bit.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="values">As many values as the blocks hold.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    /// <exception cref="NotSupportedException">The format has no decoder.</exception>
    public void Decode(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        if (_decoder is null)
            throw new NotSupportedException($"Blocks of type {Type} are not supported.");
        if (values.Length % ValuesPerBlock != 0 || BytesOf(values.Length) != blocks.Length)
            throw new ArgumentException($"{blocks.Length} bytes of {Type} do not hold {values.Length} values.", nameof(values));
        _decoder(blocks, values);
    }
}

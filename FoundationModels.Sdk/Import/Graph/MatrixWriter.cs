using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Import.Graph;

/// <summary>Streams matrices of the source into the file of weights, some megabytes at a time and on all cores.</summary>
internal sealed class MatrixWriter(ModelSource source, WeightsFile file, Action<SourceMatrix> completed, CancellationToken cancellationToken)
{
    private const int ChunkBytes = 4 << 20;

    /// <summary>Writes the rows of all parts as one float32 matrix [rows, columns].</summary>
    public EncodedMatrix WriteFloats(string name, IReadOnlyList<SourceMatrix> parts)
    {
        int columns = parts[0].Columns;
        int rows = parts.Sum(p => p.Rows);
        WeightRange range = file.Begin((long)rows * columns * sizeof(float));
        foreach (SourceMatrix part in parts)
            WriteRows(part, columns * sizeof(float), (row, bytes) => source.DecodeRow(part, row, MemoryMarshal.Cast<byte, float>(bytes)));
        OnnxInitializer values = new(name, OnnxElementType.Float, [rows, columns], default, range);
        return new EncodedMatrix(name, rows, columns, null, values, null, null);
    }

    /// <summary>Writes the rows of all parts as one matrix of codes; their encoders have to write the same layout.</summary>
    public EncodedMatrix WriteCodes(string name, IReadOnlyList<SourceMatrix> parts, Func<BlockFormat, IMatMulNBitsEncoder> choose)
    {
        MatMulNBitsFormat format = choose(parts[0].Format).Format;
        int columns = parts[0].Columns;
        int rows = parts.Sum(p => p.Rows);
        int blocks = format.Blocks(columns);
        int zeroBytes = format.ZeroPointBytes(columns);
        float[] scales = new float[(long)rows * blocks];
        byte[] zeroPoints = new byte[(long)rows * zeroBytes];
        int firstRow = 0;
        WeightRange range = file.Begin((long)rows * blocks * format.BlockBytes);
        foreach (SourceMatrix part in parts)
        {
            IMatMulNBitsEncoder encoder = choose(part.Format);
            int start = firstRow;
            WriteRows(part, blocks * format.BlockBytes, (row, bytes) => encoder.EncodeRow(
                part.Change is null ? source.File.GetRows(part.Tensor, part.SourceRow(row), 1) : ChangedRow(part, row), bytes,
                scales.AsSpan((start + row) * blocks, blocks), zeroPoints.AsSpan((start + row) * zeroBytes, zeroBytes)));
            if (!float.IsFinite(TensorPrimitives.Sum(scales.AsSpan(start * blocks, part.Rows * blocks))))
                throw source.Fault(part.Tensor.Name, "The tensor has scales that are not finite numbers.");
            firstRow += part.Rows;
        }

        return new EncodedMatrix(name, rows, columns, format,
            new OnnxInitializer(name, OnnxElementType.UInt8, [rows, blocks, format.BlockBytes], default, range),
            Write($"{name}.scales", OnnxElementType.Float, [rows, blocks], MemoryMarshal.AsBytes(scales.AsSpan())),
            format.HasZeroPoints ? Write($"{name}.zero_points", OnnxElementType.UInt8, [rows, zeroBytes], zeroPoints) : null);
    }

    /// <summary>Writes a tensor that is in memory.</summary>
    public OnnxInitializer Write(string name, OnnxElementType type, long[] shape, ReadOnlySpan<byte> bytes) =>
        new(name, type, shape, default, file.Write(bytes));

    private ReadOnlySpan<byte> ChangedRow(SourceMatrix part, int row)
    {
        float[] values = new float[part.Columns];
        source.DecodeRow(part, row, values);
        return MemoryMarshal.AsBytes(values.AsSpan());
    }

    private void WriteRows(SourceMatrix part, int rowBytes, Action<int, Span<byte>> writeRow)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int perChunk = Math.Clamp(ChunkBytes / rowBytes, 1, part.Rows);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(perChunk * rowBytes);
        for (int first = 0; first < part.Rows; first += perChunk)
        {
            int count = Math.Min(perChunk, part.Rows - first);
            int start = first;
            int slices = Math.Min(Environment.ProcessorCount, count);
            InParallel(slices, slice =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                int end = (int)((long)count * (slice + 1) / slices);
                for (int row = (int)((long)count * slice / slices); row < end; row++)
                    writeRow(start + row, buffer.AsSpan(row * rowBytes, rowBytes));
            });
            file.Append(buffer.AsSpan(0, count * rowBytes));
        }

        ArrayPool<byte>.Shared.Return(buffer);
        completed(part);
    }

    /// <summary>Runs an action for each slice and throws the first fault as it is.</summary>
    private static void InParallel(int slices, Action<int> action)
    {
        try
        {
            Parallel.For(0, slices, action);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}

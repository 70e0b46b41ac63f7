using System.Runtime.InteropServices;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Import.Graph;

/// <summary>The weights of a package, each written once however many graphs use it.</summary>
internal sealed class WeightStore(MatrixWriter writer, ModelPrecision precision)
{
    private readonly Dictionary<string, EncodedMatrix> _matrices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxInitializer> _tensors = new(StringComparer.Ordinal);

    /// <summary>Whether matrices can be stacked into one product.</summary>
    public bool CanStack(IReadOnlyList<SourceMatrix> parts) => precision == ModelPrecision.Exact
        || parts.All(p => MatMulNBitsEncoders.ForLinear(p.Format).Format == MatMulNBitsEncoders.ForLinear(parts[0].Format).Format);

    /// <summary>The stacked matrices of linear maps over the same input.</summary>
    public EncodedMatrix Linear(string name, IReadOnlyList<SourceMatrix> parts) => GetOrAdd(name, () => precision == ModelPrecision.Exact
        ? writer.WriteFloats(name, parts)
        : writer.WriteCodes(name, parts, MatMulNBitsEncoders.ForLinear));

    /// <summary>A matrix of embeddings or an output projection; a tied one is stored once.</summary>
    public EncodedMatrix Embedding(SourceMatrix table)
    {
        string name = table.Tensor.Name;
        return GetOrAdd(name, () => precision == ModelPrecision.Exact || !MatMulNBitsEncoders.FitsEmbedding(table.Columns)
            ? writer.WriteFloats(name, [table])
            : writer.WriteCodes(name, [table], format => MatMulNBitsEncoders.ForEmbedding(format, table.Columns)));
    }

    /// <summary>A float tensor that is computed or small.</summary>
    public OnnxInitializer Floats(string name, long[] shape, Func<float[]> values)
    {
        if (!_tensors.TryGetValue(name, out OnnxInitializer? tensor))
        {
            tensor = writer.Write(name, OnnxElementType.Float, shape, MemoryMarshal.AsBytes(values().AsSpan()));
            _tensors.Add(name, tensor);
        }

        return tensor;
    }

    private EncodedMatrix GetOrAdd(string name, Func<EncodedMatrix> write)
    {
        if (!_matrices.TryGetValue(name, out EncodedMatrix? matrix))
        {
            matrix = write();
            _matrices.Add(name, matrix);
        }

        return matrix;
    }
}

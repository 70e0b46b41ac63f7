using System.Globalization;
using System.Numerics.Tensors;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.HuggingFace;

namespace FoundationModels.Import;

/// <summary>
/// A model as an architecture reads it: hyperparameters with their limits and tensors with their shapes. Everything that is asked for is
/// checked, so that a file that gets through can be turned into a graph.
/// </summary>
internal sealed class ModelSource : IDisposable
{
    /// <summary>The largest size of anything: keeps products of two sizes within 64 bits and counts within reason.</summary>
    public const int LargestSize = 1 << 24;

    /// <summary>The metadata key that names the architecture.</summary>
    public const string ArchitectureKey = "general.architecture";

    /// <summary>Opens a GGUF file, or a folder in the form of Hugging Face.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="change">What is done to the weights on the way, or null.</param>
    /// <exception cref="ModelFormatException">It is corrupt or names no architecture.</exception>
    public ModelSource(string path, IModelChange? change = null)
    {
        File = Directory.Exists(path) ? HuggingFaceModel.Open(path) : new GgufModelFile(path);
        Change = change;
    }

    /// <summary>Gets the file or folder.</summary>
    public IModelFile File { get; }

    /// <summary>Gets what is done to the weights on the way, or null.</summary>
    public IModelChange? Change { get; }

    /// <summary>Gets the architecture's name, as in "llama".</summary>
    public string Architecture => File.Architecture;

    /// <summary>What the file calls a hyperparameter, as in "llama.block_count".</summary>
    public string Key(string name) => File.Hyperparameters.KeyOf(name);

    /// <summary>Whether a hyperparameter is there.</summary>
    public bool Has(string name) => File.Hyperparameters.Has(name);

    /// <summary>A size that has to be there, at least 1.</summary>
    public int Size(string name, int largest = LargestSize) => Checked(name, File.Hyperparameters.GetInt32(name), largest);

    /// <summary>A size with a default.</summary>
    public int Size(string name, int defaultValue, int largest) => Has(name) ? Size(name, largest) : defaultValue;

    /// <summary>A count that may be 0 or absent.</summary>
    public int Count(string name) => File.Hyperparameters.TryGetInt32(name, out int count) ? count : 0;

    /// <summary>A float that has to be there and be positive.</summary>
    public float Positive(string name)
    {
        float value = File.Hyperparameters.GetSingle(name);
        return float.IsFinite(value) && value > 0
            ? value
            : throw Fault(Key(name), string.Create(CultureInfo.InvariantCulture, $"The value is {value}; it has to be a positive number."));
    }

    /// <summary>A positive float with a default.</summary>
    public float Positive(string name, float defaultValue) => Has(name) ? Positive(name) : defaultValue;

    /// <summary>A matrix of this shape.</summary>
    public SourceMatrix Matrix(string name, int rows, int columns, int[]? rowOrder = null)
    {
        SourceTensor tensor = File.GetTensor(name);
        if (tensor.Dimensions.Count != 2 || tensor.RowLength != columns || tensor.RowCount != rows)
            throw Fault(tensor.Name, $"The tensor is {tensor}, expected [{columns}, {rows}].");
        File.ThrowIfUnsupported(tensor);
        return new SourceMatrix(tensor, rows, columns, rowOrder);
    }

    /// <summary>The number of rows of an embedding: the size of the vocabulary.</summary>
    public int VocabularyOf(string name)
    {
        SourceTensor tensor = File.GetTensor(name);
        return tensor.RowCount <= LargestSize
            ? (int)tensor.RowCount
            : throw Fault(tensor.Name, $"The tensor is {tensor}; more than {LargestSize} tokens are unsupported.");
    }

    /// <summary>A vector of this length, all of it finite.</summary>
    public float[] Vector(string name, int length)
    {
        SourceTensor tensor = File.GetTensor(name);
        if (tensor.RowLength != length || tensor.RowCount != 1)
            throw Fault(tensor.Name, $"The tensor is {tensor}, expected [{length}].");
        File.ThrowIfUnsupported(tensor);
        float[] values = new float[length];
        DecodeRow(tensor, 0, values);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw Fault(tensor.Name, "The tensor has values that are not finite numbers.");
    }

    /// <summary>A vector that may be absent.</summary>
    public float[]? OptionalVector(string name, int length) => HasTensor(name) ? Vector(name, length) : null;

    /// <summary>Whether a tensor is there.</summary>
    public bool HasTensor(string name) => File.Tensors.ContainsKey(name);

    /// <summary>Decodes a row of a tensor of a supported type.</summary>
    public void DecodeRow(SourceTensor tensor, long row, Span<float> values) => tensor.Format.Decode(File.GetRows(tensor, row, 1), values);

    /// <summary>Decodes a row of a matrix, in the order in which they are wanted, and changes it.</summary>
    /// <exception cref="ModelFormatException">A value is not a finite number.</exception>
    public void DecodeRow(SourceMatrix matrix, int row, Span<float> values)
    {
        DecodeRow(matrix.Tensor, matrix.SourceRow(row), values);
        matrix.Change?.Invoke(row, values);
        if (!float.IsFinite(TensorPrimitives.Sum(values)))
            throw Fault(matrix.Tensor.Name, $"Row {matrix.SourceRow(row)} has values that are not finite numbers.");
    }

    /// <summary>An exception that names a key or tensor of this file.</summary>
    public ModelFormatException Fault(string element, string reason) => File.Fault(element, reason);

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private int Checked(string name, int value, int largest) => value >= 1 && value <= largest
        ? value
        : throw Fault(Key(name), $"The value is {value}; it has to be from 1 to {largest}.");
}

using System.Globalization;
using FoundationModels.Import.Gguf;

namespace FoundationModels.Import;

/// <summary>
/// A model file as an architecture reads it: hyperparameters with their limits and tensors with their shapes. Everything that is asked for is
/// checked, so that a file that gets through can be turned into a graph.
/// </summary>
internal sealed class ModelSource : IDisposable
{
    /// <summary>The largest size of anything: keeps products of two sizes within 64 bits and counts within reason.</summary>
    public const int LargestSize = 1 << 24;

    /// <summary>The metadata key that names the architecture.</summary>
    public const string ArchitectureKey = "general.architecture";

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">The file is corrupt or names no architecture.</exception>
    public ModelSource(string path)
    {
        File = GgufFile.Open(path);
        try
        {
            Architecture = Metadata.GetString(ArchitectureKey);
        }
        catch
        {
            File.Dispose();
            throw;
        }
    }

    /// <summary>Gets the file.</summary>
    public GgufFile File { get; }

    /// <summary>Gets the file's metadata.</summary>
    public GgufMetadata Metadata => File.Metadata;

    /// <summary>Gets the architecture's name, as in "llama".</summary>
    public string Architecture { get; }

    /// <summary>The full key of a hyperparameter, as in "llama.block_count".</summary>
    public string Key(string name) => $"{Architecture}.{name}";

    /// <summary>Whether a hyperparameter is there.</summary>
    public bool Has(string name) => Metadata.Contains(Key(name));

    /// <summary>A size that has to be there, at least 1.</summary>
    public int Size(string name, int largest = LargestSize) => Checked(name, Metadata.GetInt32(Key(name)), largest);

    /// <summary>A size with a default.</summary>
    public int Size(string name, int defaultValue, int largest) => Has(name) ? Size(name, largest) : defaultValue;

    /// <summary>A count that may be 0 or absent.</summary>
    public int Count(string name) => Metadata.TryGetInt32(Key(name), out int count) ? count : 0;

    /// <summary>A float that has to be there and be positive.</summary>
    public float Positive(string name)
    {
        float value = Metadata.GetSingle(Key(name));
        return float.IsFinite(value) && value > 0
            ? value
            : throw Fault(Key(name), string.Create(CultureInfo.InvariantCulture, $"The value is {value}; it has to be a positive number."));
    }

    /// <summary>A positive float with a default.</summary>
    public float Positive(string name, float defaultValue) => Has(name) ? Positive(name) : defaultValue;

    /// <summary>A matrix of this shape.</summary>
    public SourceMatrix Matrix(string name, int rows, int columns, int[]? rowOrder = null)
    {
        GgufTensor tensor = File.GetTensor(name);
        if (tensor.Dimensions.Count != 2 || tensor.RowLength != columns || tensor.RowCount != rows)
            throw Fault(name, $"The tensor is {tensor}, expected [{columns}, {rows}].");
        File.ThrowIfUnsupported(tensor);
        return new SourceMatrix(tensor, rows, columns, rowOrder);
    }

    /// <summary>The number of rows of an embedding: the size of the vocabulary.</summary>
    public int VocabularyOf(string name)
    {
        GgufTensor tensor = File.GetTensor(name);
        return tensor.RowCount <= LargestSize
            ? (int)tensor.RowCount
            : throw Fault(name, $"The tensor is {tensor}; more than {LargestSize} tokens are unsupported.");
    }

    /// <summary>A vector of this length, all of it finite.</summary>
    public float[] Vector(string name, int length)
    {
        GgufTensor tensor = File.GetTensor(name);
        if (tensor.RowLength != length || tensor.RowCount != 1)
            throw Fault(name, $"The tensor is {tensor}, expected [{length}].");
        float[] values = new float[length];
        File.Dequantize(tensor, 0, values);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw Fault(name, "The tensor has values that are not finite numbers.");
    }

    /// <summary>A vector that may be absent.</summary>
    public float[]? OptionalVector(string name, int length) => File.Tensors.ContainsKey(name) ? Vector(name, length) : null;

    /// <summary>An exception that names a key or tensor of this file.</summary>
    public ModelFormatException Fault(string element, string reason) => new(File.FilePath, element, reason);

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private int Checked(string name, int value, int largest) => value >= 1 && value <= largest
        ? value
        : throw Fault(Key(name), $"The value is {value}; it has to be from 1 to {largest}.");
}

using FoundationModels.Import.Quantization;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Import.HuggingFace;

/// <summary>A model as a folder in the form of Hugging Face: <c>config.json</c>, safetensors, and as a rule a tokenizer.</summary>
internal sealed class HuggingFaceModel : IModelFile
{
    /// <summary>The name of the configuration's file.</summary>
    public const string ConfigFile = "config.json";

    /// <summary>The property that names the architecture.</summary>
    public const string ModelType = "model_type";

    private const long ConfigLimit = 4 << 20;
    private const string RotaryBuffer = ".rotary_emb.inv_freq";

    private readonly SourceJson _config;
    private readonly HuggingFaceFamily _family;
    private readonly HuggingFaceWeights _weights;
    private readonly Dictionary<string, SourceTensor> _tensors = new(StringComparer.Ordinal);
    private readonly HuggingFaceTokenizer _tokenizer;

    private HuggingFaceModel(string folder, SourceJson config, HuggingFaceFamily family, HuggingFaceWeights weights)
    {
        (FilePath, _config, _family, _weights) = (folder, config, family, weights);
        Hyperparameters = new HuggingFaceConfig(config, family);
        _tokenizer = new HuggingFaceTokenizer(folder, config);
    }

    /// <inheritdoc/>
    public string FilePath { get; }

    /// <inheritdoc/>
    public string Architecture => _family.Architecture;

    /// <inheritdoc/>
    public bool PermutesRotaryRows => false;

    /// <inheritdoc/>
    public IHyperparameters Hyperparameters { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, SourceTensor> Tensors => _tensors;

    /// <inheritdoc/>
    public ModelCard Card => new(HuggingFaceFolder.NameOf(FilePath), [], null);

    /// <summary>Opens a folder.</summary>
    /// <exception cref="ModelFormatException">A file is absent or corrupt, or the model is of an unsupported type.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static HuggingFaceModel Open(string folder)
    {
        SourceJson config = SourceJson.Read(Path.Combine(folder, ConfigFile), ConfigLimit);
        string type = config.Text(ModelType) ?? throw config.Fault(ModelType, "The value is absent.");
        HuggingFaceFamily family = HuggingFaceFamily.Find(type)
            ?? throw config.Fault(ModelType, $"Models of type '{type}' are unsupported; supported are {string.Join(", ", HuggingFaceFamily.Types)}.");
        HuggingFaceFeatures.Check(config, family);
        HuggingFaceModel model = new(folder, config, family, HuggingFaceWeights.Open(folder));
        try
        {
            model.ReadTensors();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SourceTensor GetTensor(string name) => _tensors.TryGetValue(name, out SourceTensor? tensor)
        ? tensor
        : throw new ModelFormatException(FilePath, HuggingFaceNames.NameOf(name), "The tensor is absent.");

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetRows(SourceTensor tensor, long firstRow, long rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, tensor.RowCount - firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, int.MaxValue / tensor.RowBytes);
        return _weights.Slice(tensor.Name, tensor.Offset + (firstRow * tensor.RowBytes), (int)(rowCount * tensor.RowBytes));
    }

    /// <inheritdoc/>
    public void ThrowIfUnsupported(SourceTensor tensor)
    {
        // Every type that a tensor can have here is decoded; others were refused when the folder was opened.
    }

    /// <inheritdoc/>
    public VocabularyFacts ReadVocabulary(int rows) => _tokenizer.ReadVocabulary(rows);

    /// <inheritdoc/>
    public byte[]? ReadTokenizer() => _tokenizer.ReadJson();

    /// <inheritdoc/>
    public string? ReadChatTemplate() => _tokenizer.ReadChatTemplate();

    /// <inheritdoc/>
    public ModelFormatException Fault(string element, string reason) => new(_weights.PathOf(element) ?? _config.File, element, reason);

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    private void ReadTensors()
    {
        bool tied = _config.Flag("tie_word_embeddings", _family.IsTied);
        int layers = Hyperparameters.GetInt32("block_count");
        foreach (string name in _weights.Names)
        {
            // Transformers drops both: an output projection beside a tied embedding, and what old versions stored of the rotation.
            if ((tied && name == HuggingFaceNames.OutputProjection) || name.EndsWith(RotaryBuffer, StringComparison.Ordinal))
                continue;
            string known = HuggingFaceNames.TensorOf(name, layers)
                ?? throw Fault(name, $"A model of {layers} layers and this type has no such tensor.");
            _tensors.Add(known, Tensor(name, _weights[name]));
        }

        if (!tied)
            _ = GetTensor("output.weight");
        int? vocabulary = _config.Integer("vocab_size");
        SourceTensor embedding = GetTensor("token_embd.weight");
        if (vocabulary is not null && vocabulary != embedding.RowCount)
            throw _config.Fault("vocab_size", $"The value is {vocabulary}, the embedding has {embedding.RowCount} rows.");
        HuggingFaceBiases.Check(this, _config, _family, Math.Min(layers, _tensors.Count));
    }

    private SourceTensor Tensor(string name, SafetensorsTensor tensor)
    {
        TensorType type = tensor.Type switch
        {
            SafetensorsType.F32 => TensorType.F32,
            SafetensorsType.F16 => TensorType.F16,
            SafetensorsType.BF16 => TensorType.BF16,
            _ => throw Fault(name, $"The tensor's type is {tensor.Type}; supported are F32, F16 and BF16."),
        };
        if (tensor.Shape.Count is 0 or > 2 || tensor.Shape.Any(size => size == 0))
            throw Fault(name, $"The tensor's shape is [{string.Join(", ", tensor.Shape)}], expected one or two sizes of at least 1.");
        return new SourceTensor(name, BlockFormat.Find(type)!, [.. tensor.Shape.Reverse()], tensor.Offset, tensor.ByteLength);
    }
}

namespace FoundationModels.Import.Gguf;

/// <summary>A model in a GGUF file.</summary>
internal sealed class GgufModelFile : IModelFile
{
    private const string TemplateKey = "tokenizer.chat_template";
    private readonly GgufFile _file;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">The file is corrupt or names no architecture.</exception>
    public GgufModelFile(string path)
    {
        _file = GgufFile.Open(path);
        try
        {
            Architecture = _file.Metadata.GetString(ModelSource.ArchitectureKey);
            Hyperparameters = new GgufHyperparameters(_file.Metadata, Architecture);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string FilePath => _file.FilePath;

    /// <inheritdoc/>
    public string Architecture { get; }

    /// <inheritdoc/>
    public bool PermutesRotaryRows => true;

    /// <inheritdoc/>
    public IHyperparameters Hyperparameters { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, SourceTensor> Tensors => _file.Tensors;

    /// <inheritdoc/>
    public ModelCard Card => new(
        Id(),
        _file.Metadata.TryGetStrings("general.languages", out GgufStrings? languages) ? languages.ToArray() : [],
        _file.Metadata.TryGetString("general.license", out string? license) ? license : null);

    /// <inheritdoc/>
    public SourceTensor GetTensor(string name) => _file.GetTensor(name);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetRows(SourceTensor tensor, long firstRow, long rowCount) => _file.GetRows(tensor, firstRow, rowCount);

    /// <inheritdoc/>
    public void ThrowIfUnsupported(SourceTensor tensor) => _file.ThrowIfUnsupported(tensor);

    /// <inheritdoc/>
    public VocabularyFacts ReadVocabulary(int rows) => GgufVocabulary.Read(_file.Metadata, rows);

    /// <inheritdoc/>
    public byte[]? ReadTokenizer() => GgufTokenizerJson.Create(_file.Metadata, FilePath);

    /// <inheritdoc/>
    public string? ReadChatTemplate() => _file.Metadata.TryGetString(TemplateKey, out string? template) ? template : null;

    /// <inheritdoc/>
    public ModelFormatException Fault(string element, string reason) => new(FilePath, element, reason);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The file's name without what says how it is quantized. It tells more than general.name, which is often a training run's.</summary>
    private string Id()
    {
        string name = Path.GetFileNameWithoutExtension(FilePath);
        int dot = name.LastIndexOf('.');
        return dot > 0 && name[(dot + 1)..] is ['Q' or 'F' or 'I' or 'B', ..] ? name[..dot] : name;
    }
}

namespace FoundationModels.Import;

/// <summary>A model as its makers published it. Tensors and hyperparameters have the names that GGUF has for them.</summary>
internal interface IModelFile : IDisposable
{
    /// <summary>Gets the path of the file or folder.</summary>
    string FilePath { get; }

    /// <summary>Gets the name of the architecture, as in "llama".</summary>
    string Architecture { get; }

    /// <summary>Gets whether query and key rows of the llama family are in GGUF's order, in which the two of a rotary pair are neighbours.</summary>
    bool PermutesRotaryRows { get; }

    /// <summary>Gets the hyperparameters.</summary>
    IHyperparameters Hyperparameters { get; }

    /// <summary>Gets the tensors by GGUF's names, as in "blk.0.attn_q.weight".</summary>
    IReadOnlyDictionary<string, SourceTensor> Tensors { get; }

    /// <summary>Gets what the file says about itself for people.</summary>
    ModelCard Card { get; }

    /// <summary>The tensor of one of GGUF's names.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    SourceTensor GetTensor(string name);

    /// <summary>The bytes of some rows of a tensor; valid until the file is disposed.</summary>
    ReadOnlySpan<byte> GetRows(SourceTensor tensor, long firstRow, long rowCount);

    /// <summary>Refuses a tensor whose values cannot be decoded.</summary>
    /// <exception cref="ModelFormatException">The tensor's type is not supported.</exception>
    void ThrowIfUnsupported(SourceTensor tensor);

    /// <summary>Reads and checks the vocabulary against the number of embeddings.</summary>
    /// <exception cref="ModelFormatException">It does not fit the model.</exception>
    VocabularyFacts ReadVocabulary(int rows);

    /// <summary>The content of a <c>tokenizer.json</c>, or null where the model comes without a tokenizer.</summary>
    /// <exception cref="ModelFormatException">The tokenizer is damaged or of an unsupported kind.</exception>
    byte[]? ReadTokenizer();

    /// <summary>The chat template, or null where there is none.</summary>
    /// <exception cref="ModelFormatException">It is not a text.</exception>
    string? ReadChatTemplate();

    /// <summary>An exception that names a key or tensor, and the file that has it.</summary>
    ModelFormatException Fault(string element, string reason);
}

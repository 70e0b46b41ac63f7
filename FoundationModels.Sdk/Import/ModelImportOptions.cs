namespace FoundationModels;

/// <summary>What an import writes.</summary>
public sealed record ModelImportOptions
{
    /// <summary>Gets how the weights are stored.</summary>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Fast;

    /// <summary>Gets whether a third graph and <c>genai_config.json</c> for ONNX Runtime GenAI are written as well.</summary>
    public bool GenAI { get; init; }

    /// <summary>Gets whether that graph takes adapters, which costs a few percent of a step also where none is active.</summary>
    public bool GenAIAdapters { get; init; } = true;
}

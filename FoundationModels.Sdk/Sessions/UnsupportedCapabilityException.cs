namespace FoundationModels;

/// <summary>A model was asked for something that it cannot do.</summary>
public sealed class UnsupportedCapabilityException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="modelId">The name of the model.</param>
    /// <param name="capability">What it cannot do.</param>
    public UnsupportedCapabilityException(string modelId, LanguageModelCapabilities capability)
        : this(modelId, capability, $"The model '{modelId}' does not support {capability}. Ask a model whose Capabilities have it.")
    {
    }

    /// <summary>Initializes the exception where a model has a part of a capability only.</summary>
    internal UnsupportedCapabilityException(string modelId, LanguageModelCapabilities capability, string message)
        : base(message)
    {
        ModelId = modelId;
        Capability = capability;
    }

    /// <summary>Gets the name of the model.</summary>
    public string ModelId { get; }

    /// <summary>Gets what it cannot do.</summary>
    public LanguageModelCapabilities Capability { get; }
}

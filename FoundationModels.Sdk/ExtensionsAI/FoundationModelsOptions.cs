namespace FoundationModels;

/// <summary>How <c>AddFoundationModels</c> sets up a model and its sessions.</summary>
/// <remarks>
/// The configuration section <c>FoundationModels</c> is read into it where the app has a configuration, and code comes after it:
/// <c>"FoundationModels": { "ModelPath": "models/small.gguf", "Instructions": "You triage mail.", "Model": { "Threads": 4 } }</c>.
/// A model with a key has the section <c>FoundationModels:Models:KEY</c>.
/// </remarks>
public sealed class FoundationModelsOptions
{
    /// <summary>Gets or sets the GGUF file, or the folder of a model package; null is the model that the machine or the app provides.</summary>
    public string? ModelPath { get; set; }

    /// <summary>Gets or sets how the model is loaded and run.</summary>
    public SystemLanguageModelOptions Model { get; set; } = new();

    /// <summary>Gets or sets what sessions tell the model about its task, or null.</summary>
    public string? Instructions { get; set; }

    /// <summary>Gets or sets how sessions call tools; null is the defaults.</summary>
    public ToolOptions? Tools { get; set; }
}

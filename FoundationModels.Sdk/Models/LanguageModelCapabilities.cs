namespace FoundationModels;

/// <summary>What a model can do beyond answering text with text.</summary>
[Flags]
public enum LanguageModelCapabilities
{
    /// <summary>Text only.</summary>
    None = 0,

    /// <summary>Answers that always follow a schema or a grammar.</summary>
    GuidedGeneration = 1,

    /// <summary>Calls of tools.</summary>
    ToolCalling = 2,

    /// <summary>Images in prompts.</summary>
    Vision = 4,

    /// <summary>Reasoning apart from the answer.</summary>
    Reasoning = 8,
}

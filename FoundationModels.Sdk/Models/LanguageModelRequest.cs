using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>What a session asks a model. Immutable.</summary>
public sealed class LanguageModelRequest
{
    /// <summary>Initializes the request.</summary>
    /// <param name="transcript">The whole conversation.</param>
    /// <param name="options">How to answer.</param>
    public LanguageModelRequest(Transcript transcript, GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(options);
        Transcript = transcript;
        Options = options;
    }

    /// <summary>Gets the whole conversation. Its last entry is what the model answers.</summary>
    public Transcript Transcript { get; }

    /// <summary>Gets how to answer.</summary>
    public GenerationOptions Options { get; }

    /// <summary>Gets the schema that the answer has to follow, whatever the transcript says of it in words; null for plain text.</summary>
    public GenerationSchema? ResponseSchema { get; init; }

    /// <summary>Gets the grammar that the text of the answer has to follow, where that is no schema; null for free text.</summary>
    public Grammar? Grammar { get; init; }

    /// <summary>Gets the tools that the model may call.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init => field = ValueList.Copy(value); } = ValueList.Create<ToolDefinition>([]);

    /// <summary>Gets whether the model may, must or must not call tools; it is <see cref="ToolCallingMode.None"/> where there are none.</summary>
    public ToolCallingMode ToolCallingMode => Tools.Count == 0 ? ToolCallingMode.None : Options.ToolCallingMode ?? ToolCallingMode.Allowed;

    internal bool IsGuided => ResponseSchema is not null || Grammar is not null;
}

namespace FoundationModels.Training.Data;

/// <summary>A conversation to learn from.</summary>
/// <param name="Transcript">What was said; the model learns its own entries.</param>
/// <param name="Tools">The tools that the model was told of.</param>
internal sealed record Conversation(Transcript Transcript, IReadOnlyList<ToolDefinition> Tools);

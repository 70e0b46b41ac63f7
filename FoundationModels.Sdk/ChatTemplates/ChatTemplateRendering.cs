using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>A rendered prompt with what the template said about it.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="GenerationSpans">Start and end, in code points, of what the template marks as written by the model.</param>
internal sealed record ChatTemplateRendering(PromptText Text, IReadOnlyList<(int Start, int End)> GenerationSpans);

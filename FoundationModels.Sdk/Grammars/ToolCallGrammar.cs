using FoundationModels.Prompts;

namespace FoundationModels;

/// <summary>Text with calls of tools in it: free text up to the mark of a call, the name of one of the tools, and arguments that fit its schema.</summary>
/// <param name="format">How calls are written.</param>
/// <param name="tools">The tools, by name.</param>
/// <param name="mode">What may stand beside calls.</param>
/// <param name="maximumCalls">The most calls.</param>
/// <param name="answer">What an answer instead of calls has to fit; null for free text.</param>
internal sealed class ToolCallGrammar(
    ToolCallFormat format, IReadOnlyList<KeyValuePair<string, JsonSchemaGrammar>> tools, ToolCallGrammarMode mode, int maximumCalls = int.MaxValue, Grammar? answer = null) : Grammar
{
    public ToolCallFormat Format { get; } = format;

    public IReadOnlyList<KeyValuePair<string, JsonSchemaGrammar>> Tools { get; } = tools;

    public ToolCallGrammarMode Mode { get; } = mode;

    public int MaximumCalls { get; } = maximumCalls;

    public Grammar? Answer { get; } = answer;
}

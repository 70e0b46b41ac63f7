namespace FoundationModels.ExtensionsAI;

/// <summary>What a request says about calls of tools, for answers of services that need not keep to it.</summary>
/// <param name="Mode">Whether there may, must or must not be calls.</param>
/// <param name="AllowsSeveral">Whether there may be several at once.</param>
internal sealed record CallRules(ToolCallingMode Mode, bool AllowsSeveral)
{
    /// <summary>The rules of a request.</summary>
    public static CallRules Of(LanguageModelRequest request) => new(request.ToolCallingMode, request.Options.AllowsParallelToolCalls ?? true);

    /// <summary>Why calls do not keep to the rules, a sentence each; none where they do.</summary>
    public IReadOnlyList<string> WrongIn(IReadOnlyList<Transcript.ToolCall> calls)
    {
        if (calls.Count == 0)
            return Mode.DemandsCall ? [Mode.ToolName is { } tool ? $"The tool {tool} has to be called, and was not." : "A tool has to be called, and none was."] : [];
        if (Mode == ToolCallingMode.None)
            return ["No tool may be called, and a tool was called."];
        if (Mode.ToolName is { } name && calls.Any(c => c.ToolName != name))
            return [$"The tool {name} has to be called, and no other."];
        return HasTooMany(calls) ? [$"One tool may be called at once, and {calls.Count} were called."] : [];
    }

    /// <summary>Whether there are several calls where one is the most.</summary>
    public bool HasTooMany(IReadOnlyList<Transcript.ToolCall> calls) => !AllowsSeveral && calls.Count > 1;
}

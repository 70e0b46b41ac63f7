using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes chat options of a request.</summary>
internal static class ChatOptionsWriter
{
    /// <summary>Writes the options of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="form">The form of its answer; null for plain text.</param>
    /// <param name="modelId">The model to ask for; null is the client's default.</param>
    public static ChatOptions Write(LanguageModelRequest request, AnswerForm? form, string? modelId)
    {
        GenerationOptions options = request.Options;
        SamplingMode? sampling = options.Sampling;
        return new ChatOptions
        {
            ModelId = modelId,
            Temperature = sampling is { IsGreedy: true } ? 0 : (float?)options.Temperature,
            TopP = (float?)sampling?.ProbabilityThreshold,
            TopK = sampling?.TopKCount,
            Seed = sampling?.Seed is { } seed ? unchecked((long)seed) : null,
            MaxOutputTokens = options.MaximumResponseTokens,
            // An answer with a form ends where the form says.
            StopSequences = form is null && options.StopSequences.Count > 0 ? [.. options.StopSequences] : null,
            ResponseFormat = form?.ToResponseFormat(),
            Tools = request.Tools.Count == 0 ? null : [.. request.Tools.Select(ToTool)],
            ToolMode = request.Tools.Count == 0 ? null : ToMode(request.ToolCallingMode),
            AllowMultipleToolCalls = request.Tools.Count == 0 ? null : options.AllowsParallelToolCalls,
        };
    }

    // A declaration cannot be invoked, so that no client calls a tool behind the session's back.
    private static AITool ToTool(ToolDefinition tool) =>
        AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, AIJson.Read(tool.Parameters.ToJsonSchema()));

    private static ChatToolMode ToMode(ToolCallingMode mode)
    {
        if (mode == ToolCallingMode.None)
            return ChatToolMode.None;
        if (mode.ToolName is { } name)
            return ChatToolMode.RequireSpecific(name);
        return mode.DemandsCall ? ChatToolMode.RequireAny : ChatToolMode.Auto;
    }
}

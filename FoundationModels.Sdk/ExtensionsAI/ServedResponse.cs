using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>What a chat client answered, in the terms of this SDK.</summary>
internal sealed record ServedResponse(string Text, IReadOnlyList<Transcript.ToolCall> Calls, FinishReason FinishReason, Usage Usage)
{
    /// <summary>Reads a response.</summary>
    /// <exception cref="FoundationModelsException">The service refused to answer, or has already made a call itself.</exception>
    public static ServedResponse Read(ChatResponse response, string modelId)
    {
        List<AIContent> contents = [.. response.Messages.SelectMany(m => m.Contents)];
        if (contents.OfType<ErrorContent>().FirstOrDefault() is { } error)
            throw new FoundationModelsException($"The service of the model '{modelId}' refused to answer: {error.Message}");
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            throw new FoundationModelsException($"The content filter of the model '{modelId}' ended the response. Change the prompt.");
        if (contents.Any(c => c is FunctionResultContent))
        {
            throw new FoundationModelsException(
                $"The chat client of the model '{modelId}' called functions itself. Give ChatClientLanguageModel a client without UseFunctionInvocation: the session calls tools.");
        }

        Transcript.ToolCall[] calls = [.. contents.OfType<FunctionCallContent>().Where(c => !c.InformationalOnly).Select(c => ToCall(c, modelId))];
        FinishReason finish = calls.Length > 0 ? FinishReason.ToolCalls : response.FinishReason == ChatFinishReason.Length ? FinishReason.Length : FinishReason.EndOfTurn;
        return new ServedResponse(string.Concat(contents.OfType<TextContent>().Select(t => t.Text)), calls, finish, ToUsage(response.Usage));
    }

    /// <summary>The response for a session.</summary>
    /// <param name="usage">The tokens of all attempts.</param>
    public LanguageModelResponse ToResponse(Usage usage) => new(FinishReason, usage) { ToolCalls = Calls };

    private static Transcript.ToolCall ToCall(FunctionCallContent call, string modelId)
    {
        if (string.IsNullOrEmpty(call.Name))
            throw new FoundationModelsException($"The service of the model '{modelId}' called a tool without a name.");

        // Arguments that are no JSON do not fit any tool, as null does not: the session deals with it as with other wrong arguments.
        string arguments = call.Arguments is { } given ? AIJson.WriteArguments(given) : call.Exception is null ? "{}" : "null";
        Transcript.ToolCall made = new(call.Name, arguments);
        return string.IsNullOrEmpty(call.CallId) ? made : made with { Id = call.CallId };
    }

    private static Usage ToUsage(UsageDetails? usage) =>
        usage is null ? default : new Usage(ToInt(usage.InputTokenCount), ToInt(usage.CachedInputTokenCount), ToInt(usage.OutputTokenCount));

    private static int ToInt(long? count) => (int)Math.Clamp(count ?? 0, 0, int.MaxValue);
}

using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Asks a chat client for one response: once where its text goes on at once, several times where it can be wrong.</summary>
internal sealed class ChatConversation(IChatClient client, string modelId, int maximumAttempts)
{
    private const string CallsNothing = "No tool may be called, and a tool was called.";

    /// <summary>Asks for text, which goes to the channel as it comes.</summary>
    public async Task<LanguageModelResponse> StreamAsync(
        List<ChatMessage> messages, ChatOptions options, ToolCallingMode mode, GenerationChannel output, CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        WholeCharacters characters = new(output);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            foreach (TextContent text in update.Contents.OfType<TextContent>())
                characters.Append(text.Text);
        }

        characters.End();
        ServedResponse response = ServedResponse.Read(updates.ToChatResponse(), modelId);
        output.UpdateUsage(response.Usage);
        if (mode == ToolCallingMode.None && response.Calls.Count > 0)
            throw new InvalidResponseException(modelId, 1, response.Text, [CallsNothing]);
        return response.ToResponse(response.Usage);
    }

    /// <summary>Asks until the answer has its form, or the call that is demanded is made. Only then its text goes to the channel.</summary>
    /// <exception cref="InvalidResponseException">It was wrong each time.</exception>
    public async Task<LanguageModelResponse> AskUntilRightAsync(
        List<ChatMessage> messages, ChatOptions options, AnswerForm? form, ToolCallingMode mode, GenerationChannel output, CancellationToken cancellationToken)
    {
        Usage usage = default;
        List<ChatMessage> asked = messages;
        for (int attempt = 1; ; attempt++)
        {
            ServedResponse response = ServedResponse.Read(await client.GetResponseAsync(asked, options, cancellationToken).ConfigureAwait(false), modelId);
            usage += response.Usage;
            output.UpdateUsage(usage);
            IReadOnlyList<string> wrong = WrongIn(response, form, mode, out string text);
            if (wrong.Count == 0)
            {
                output.AppendText(text);
                return response.ToResponse(usage);
            }

            if (attempt == maximumAttempts)
                throw new InvalidResponseException(modelId, attempt, response.Text, wrong);
            asked = [.. messages, .. Correction(response, form, wrong)];
        }
    }

    private static IReadOnlyList<string> WrongIn(ServedResponse response, AnswerForm? form, ToolCallingMode mode, out string text)
    {
        text = response.Text;
        if (response.Calls.Count > 0)
        {
            if (mode == ToolCallingMode.None)
                return [CallsNothing];
            return mode.ToolName is { } name && response.Calls.Any(c => c.ToolName != name) ? [$"The tool {name} has to be called, and no other."] : [];
        }

        if (mode.DemandsCall)
            return [mode.ToolName is { } tool ? $"The tool {tool} has to be called, and was not." : "A tool has to be called, and none was."];
        if (form is null)
            return [];
        text = form.Read(response.Text, out IReadOnlyList<string> misfits);
        return misfits.Count > 0 && response.FinishReason == FinishReason.Length ? ["The answer was cut off at the limit of tokens.", .. misfits] : misfits;
    }

    // These messages are for the next attempt only; the conversation never shows them.
    private static IEnumerable<ChatMessage> Correction(ServedResponse response, AnswerForm? form, IReadOnlyList<string> wrong)
    {
        if (response.Calls.Count == 0 && response.Text.Length > 0)
            yield return new ChatMessage(ChatRole.Assistant, response.Text);
        string way = form is null ? "Call it now." : $"Answer with JSON of this form, and nothing else:\n{form.Outline}";
        yield return new ChatMessage(ChatRole.User, $"That is not what was asked for. {string.Join(' ', wrong)}\n{way}");
    }
}

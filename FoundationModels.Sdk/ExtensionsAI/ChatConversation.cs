using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Asks a chat client for one response, again where it was wrong.</summary>
internal sealed class ChatConversation(IChatClient client, string modelId, int maximumAttempts)
{
    /// <summary>Asks for a response. Text goes to the channel as it comes where it can be shown at once, and otherwise once it is known to be right.</summary>
    /// <exception cref="InvalidResponseException">The response was wrong each time, or its text had been shown.</exception>
    public async Task<LanguageModelResponse> AskAsync(ChatQuestion question, GenerationChannel output, CancellationToken cancellationToken)
    {
        Usage usage = default;
        List<ChatMessage> messages = question.Messages;
        for (int attempt = 1; ; attempt++)
        {
            bool streams = attempt == 1 && question.CanStream;
            ChatResponse answer = streams
                ? await StreamAsync(question, output, cancellationToken).ConfigureAwait(false)
                : await client.GetResponseAsync(messages, question.Options, cancellationToken).ConfigureAwait(false);
            ServedResponse response = ServedResponse.Read(answer, modelId);
            usage += response.Usage;
            output.UpdateUsage(usage);
            IReadOnlyList<string> wrong = question.WrongIn(response, out string text);
            if (wrong.Count == 0)
            {
                if (!streams)
                    output.AppendText(text);
                return response.ToResponse(usage);
            }

            // What was shown cannot be taken back.
            if (attempt == maximumAttempts || (streams && response.Text.Length > 0))
                throw new InvalidResponseException(modelId, attempt, response.Text, wrong);
            messages = question.AskedAgain(response, wrong);
        }
    }

    private async Task<ChatResponse> StreamAsync(ChatQuestion question, GenerationChannel output, CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        WholeCharacters characters = new(output);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(question.Messages, question.Options, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            foreach (TextContent text in update.Contents.OfType<TextContent>())
                characters.Append(text.Text);
        }

        characters.End();
        return updates.ToChatResponse();
    }
}

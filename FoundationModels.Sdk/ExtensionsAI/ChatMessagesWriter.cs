using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes chat messages of a transcript.</summary>
/// <remarks>The form of an answer goes into the options of the request, and not into words: a service has words of its own for it.</remarks>
internal static class ChatMessagesWriter
{
    /// <summary>Writes a transcript.</summary>
    public static List<ChatMessage> Write(Transcript transcript)
    {
        List<ChatMessage> messages = [];
        foreach (Transcript.Entry entry in transcript)
        {
            switch (entry)
            {
                case Transcript.Instructions instructions:
                    messages.Add(new ChatMessage(ChatRole.System, Texts(instructions)));
                    break;
                case Transcript.Prompt prompt:
                    messages.Add(new ChatMessage(ChatRole.User, Texts(prompt)));
                    break;
                case Transcript.Response response:
                    messages.Add(new ChatMessage(ChatRole.Assistant, response.Text));
                    break;
                case Transcript.ToolCalls calls:
                    Append(messages, ChatRole.Assistant, calls.Calls.Select(ToContent), joins: before => before.Contents is [TextContent]);
                    break;
                case Transcript.ToolOutput output:
                    Append(messages, ChatRole.Tool, [new FunctionResultContent(output.Id, output.Text)], joins: static _ => true);
                    break;
                case { }:
                    throw new FoundationModelsException($"The transcript has an entry of the kind {entry.GetType().Name}, which no service can be given. Remove the entry from the transcript.");
            }
        }

        return messages;
    }

    // What was said before calls belongs into one message with them, and outputs of one step into one message.
    private static void Append(List<ChatMessage> messages, ChatRole role, IEnumerable<AIContent> contents, Func<ChatMessage, bool> joins)
    {
        if (messages.Count > 0 && messages[^1].Role == role && joins(messages[^1]))
            messages[^1] = new ChatMessage(role, [.. messages[^1].Contents, .. contents]);
        else
            messages.Add(new ChatMessage(role, [.. contents]));
    }

    private static List<AIContent> Texts(Transcript.SegmentEntry entry) => [.. entry.Segments.Select(s => new TextContent(s.Text))];

    private static FunctionCallContent ToContent(Transcript.ToolCall call) =>
        FunctionCallContent.CreateFromParsedArguments(call.ArgumentsJson, call.Id, call.ToolName, static json => AIJson.ReadArguments(json));
}

using System.Text;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes a transcript of chat messages.</summary>
/// <remarks>
/// What tells a model nothing, such as usage and earlier reasoning, is left out. System messages that follow each other become one entry, since most chat
/// templates know one only.
/// </remarks>
internal sealed class ChatTranscriptReader
{
    private static readonly ChatRole Developer = new("developer");

    private readonly List<Transcript.Entry> _entries = [];
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    private ChatTranscriptReader()
    {
    }

    /// <summary>Reads messages.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="instructions">Instructions that come before them, or null.</param>
    /// <exception cref="ArgumentException">There is no message, one is null, or the result of a call has no call before it.</exception>
    /// <exception cref="FoundationModelsException">A message has a role, or content, that the model cannot be given.</exception>
    public static Transcript Read(IEnumerable<ChatMessage> messages, string? instructions)
    {
        ChatTranscriptReader reader = new();
        if (!string.IsNullOrEmpty(instructions))
            reader._entries.Add(new Transcript.Instructions(instructions));
        int count = 0;
        foreach (ChatMessage message in messages)
        {
            count++;
            reader.Add(message ?? throw new ArgumentException("A message is null.", nameof(messages)));
        }

        return count > 0 ? new Transcript(reader._entries) : throw new ArgumentException("There is no message to answer. Give at least one.", nameof(messages));
    }

    private void Add(ChatMessage message)
    {
        if (message.Role == ChatRole.System || message.Role == Developer)
            AddInstructions(message);
        else if (message.Role == ChatRole.User || message.Role == ChatRole.Tool)
            AddPrompt(message);
        else if (message.Role == ChatRole.Assistant)
            AddResponse(message);
        else
            throw new FoundationModelsException($"A message has the role '{message.Role}', which has no place in a transcript. The roles are system, developer, user, assistant and tool.");
    }

    private void AddInstructions(ChatMessage message)
    {
        List<Transcript.Segment> segments = [];
        foreach (AIContent content in message.Contents)
            segments.Add(new Transcript.TextSegment(content is TextContent text ? text.Text : throw ChatContent.Unsupported(content, "A system message")));
        if (_entries is [.., Transcript.Instructions before])
            _entries[^1] = new Transcript.Instructions([.. before.Segments, .. segments]);
        else
            _entries.Add(new Transcript.Instructions(segments));
    }

    // Some callers put the results of calls into messages of the user.
    private void AddPrompt(ChatMessage message)
    {
        List<Transcript.Segment> segments = [];
        foreach (AIContent content in message.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    segments.Add(new Transcript.TextSegment(text.Text));
                    break;
                case FunctionResultContent result:
                    AddOutput(result);
                    break;
                case UsageContent:
                    break;
                default:
                    throw ChatContent.Unsupported(content, $"A message with the role '{message.Role}'");
            }
        }

        if (segments.Count > 0 || (message.Role == ChatRole.User && !message.Contents.OfType<FunctionResultContent>().Any()))
            _entries.Add(new Transcript.Prompt(segments));
    }

    private void AddOutput(FunctionResultContent result)
    {
        if (!_toolNames.TryGetValue(result.CallId, out string? name))
        {
            throw new ArgumentException(
                $"A message has the result of the call '{result.CallId}', and no message before it has that call. Keep the assistant's message with the FunctionCallContent in the conversation.",
                nameof(result));
        }

        string text = result is { Result: null, Exception: not null } ? "Error: The function failed." : ToolResultText.Of(result.Result);
        _entries.Add(new Transcript.ToolOutput(result.CallId, name, [new Transcript.TextSegment(text)]));
    }

    private void AddResponse(ChatMessage message)
    {
        StringBuilder said = new();
        List<Transcript.ToolCall> calls = [];
        foreach (AIContent content in message.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    AddCalls(calls);
                    said.Append(text.Text);
                    break;
                case ErrorContent error:
                    AddCalls(calls);
                    said.Append(error.Message);
                    break;
                case FunctionCallContent call:
                    AddText(said);
                    calls.Add(ToCall(call));
                    break;
                case TextReasoningContent or UsageContent:
                    break;
                default:
                    throw ChatContent.Unsupported(content, "A message of the assistant");
            }
        }

        AddText(said);
        AddCalls(calls);
    }

    private Transcript.ToolCall ToCall(FunctionCallContent call)
    {
        _toolNames[call.CallId] = call.Name;
        return new Transcript.ToolCall(call.Name, AIJson.WriteArguments(call.Arguments ?? new Dictionary<string, object?>())) { Id = call.CallId };
    }

    private void AddText(StringBuilder said)
    {
        if (said.Length > 0)
            _entries.Add(new Transcript.Response(said.ToString()));
        said.Clear();
    }

    private void AddCalls(List<Transcript.ToolCall> calls)
    {
        if (calls.Count > 0)
            _entries.Add(new Transcript.ToolCalls(calls));
        calls.Clear();
    }
}

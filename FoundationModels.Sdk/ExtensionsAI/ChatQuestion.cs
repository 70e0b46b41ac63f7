using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>What a service is asked, and what a right answer is.</summary>
/// <param name="Messages">The conversation.</param>
/// <param name="Options">The options.</param>
/// <param name="Form">The form of the answer; null for plain text.</param>
/// <param name="Rules">What holds for calls of tools.</param>
internal sealed record ChatQuestion(List<ChatMessage> Messages, ChatOptions Options, AnswerForm? Form, CallRules Rules)
{
    /// <summary>Gets whether text may be shown before the answer is complete.</summary>
    public bool CanStream => Form is null && !Rules.Mode.DemandsCall;

    /// <summary>Why an answer is not right, a sentence each; none where it is.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="text">Its text, without what is around the value that was asked for.</param>
    public IReadOnlyList<string> WrongIn(ServedResponse response, out string text)
    {
        text = response.Text;
        IReadOnlyList<string> wrong = Rules.WrongIn(response.Calls);
        if (Form is null || wrong.Count > 0 || response.Calls.Count > 0)
            return wrong;
        text = Form.Read(response.Text, out IReadOnlyList<string> misfits);
        return misfits.Count > 0 && response.FinishReason == FinishReason.Length ? ["The answer was cut off at the limit of tokens.", .. misfits] : misfits;
    }

    /// <summary>The question once more, with what was wrong.</summary>
    /// <remarks>The messages about it are for the next attempt only; the conversation never shows them.</remarks>
    public List<ChatMessage> AskedAgain(ServedResponse response, IReadOnlyList<string> wrong)
    {
        List<ChatMessage> messages = [.. Messages];
        if (response.Calls.Count == 0 && response.Text.Length > 0)
            messages.Add(new ChatMessage(ChatRole.Assistant, response.Text));
        messages.Add(new ChatMessage(ChatRole.User, $"That is not what was asked for. {string.Join(' ', wrong)}\n{WayOut(response)}"));
        return messages;
    }

    private string WayOut(ServedResponse response)
    {
        if (Rules.Mode != ToolCallingMode.None && Rules.HasTooMany(response.Calls))
            return "Call the first one now. The others can be called when its output is there.";
        if (Rules.Mode.DemandsCall)
            return "Call it now.";
        return Form is null ? "Answer in words." : $"Answer with JSON of this form, and nothing else:\n{Form.Outline}";
    }
}

using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// Lets a prompt end inside its final message: a tag is put at the end of the message's text, and the rendered prompt is cut there.
/// </summary>
internal sealed class FinalMessageContinuation
{
    private const string Tag = "CONTINUE_FINAL_MESSAGE_TAG ";
    private readonly string _text;

    private FinalMessageContinuation(IReadOnlyList<TemplateValue> messages, string text)
    {
        Messages = messages;
        _text = text;
    }

    /// <summary>Gets the messages with the tag.</summary>
    public IReadOnlyList<TemplateValue> Messages { get; }

    /// <summary>Puts the tag at the end of the final message.</summary>
    /// <exception cref="TemplateFault">The final message has no text.</exception>
    public static FinalMessageContinuation Mark(RenderState state, IReadOnlyList<TemplateValue> messages)
    {
        if (messages is not [.., DictionaryValue final])
            throw new TemplateFault("There is no final message to continue.");
        (TemplateValue content, StringValue text) = final.Find("content") switch
        {
            StringValue plain => (Tagged(state, plain), plain),
            ListValue parts => MarkParts(state, parts),
            _ => throw new TemplateFault("The final message has no text to continue."),
        };
        return new FinalMessageContinuation([.. messages.SkipLast(1), final.Copy().Set("content", content)], text.Plain);
    }

    /// <summary>The prompt up to the tag.</summary>
    /// <exception cref="TemplateFault">The template left the message out.</exception>
    public PromptText Cut(PromptText prompt)
    {
        string text = prompt.ToString();
        string trimmed = new StringValue(_text, TextProvenance.Untrusted) is { } value
            ? TextOperations.Strip(value, null).Plain
            : _text;
        int at = text.LastIndexOf(Tag.TrimEnd(), StringComparison.Ordinal);
        if (at < 0 || !text.Contains(trimmed, StringComparison.Ordinal))
            throw new TemplateFault("The final message can't be continued: the template does not write its text, or changes it.");
        PromptText kept = prompt.Slice(0, at);
        return text.AsSpan(at).StartsWith(Tag, StringComparison.Ordinal)
            ? kept
            : kept.Trim(rune => PythonCharacters.IsSpace(rune.Value), start: false);
    }

    private static (TemplateValue Content, StringValue Text) MarkParts(RenderState state, ListValue parts)
    {
        for (int i = parts.Values.Count - 1; i >= 0; i--)
        {
            if (parts.Values[i] is not DictionaryValue part || part.Find("text") is not { } found)
                continue;
            if (found is not StringValue text)
                break;
            TemplateValue[] copy = [.. parts.Values];
            copy[i] = part.Copy().Set("text", Tagged(state, text));
            return (new ListValue(copy), text);
        }

        throw new TemplateFault("The final message has no text to continue.");
    }

    private static StringValue Tagged(RenderState state, StringValue text) =>
        StringValue.Concat(state, text, new StringValue(Tag, TextProvenance.Untrusted));
}

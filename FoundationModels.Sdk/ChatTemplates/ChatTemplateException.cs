namespace FoundationModels;

/// <summary>A chat template is not valid, refused the conversation, or needs more than a template may use.</summary>
public sealed class ChatTemplateException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1 in UTF-16 units.</param>
    /// <param name="reason">What is wrong, as a sentence.</param>
    /// <param name="isRaisedByTemplate">Whether the template itself refused the conversation.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public ChatTemplateException(
        string template, int line, int column, string reason, bool isRaisedByTemplate = false, Exception? innerException = null)
        : base($"{template}({line},{column}): {reason}", innerException)
    {
        Template = template;
        Line = line;
        Column = column;
        Reason = reason;
        IsRaisedByTemplate = isRaisedByTemplate;
    }

    /// <summary>Gets the template's name.</summary>
    public string Template { get; }

    /// <summary>Gets the line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Gets the column, counted from 1 in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>Gets what is wrong, without the place. Where the template refused the conversation, this is its own text.</summary>
    public string Reason { get; }

    /// <summary>Gets whether the template itself refused the conversation, by calling <c>raise_exception</c>.</summary>
    public bool IsRaisedByTemplate { get; }
}

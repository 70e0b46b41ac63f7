namespace FoundationModels.ChatTemplates;

/// <summary>A fault whose place is not known where it is found; <see cref="ChatTemplate"/> adds the line and column.</summary>
internal sealed class TemplateFault(string reason, bool isRaisedByTemplate = false) : Exception(reason)
{
    /// <summary>Gets whether the template called <c>raise_exception</c>.</summary>
    public bool IsRaisedByTemplate { get; } = isRaisedByTemplate;
}

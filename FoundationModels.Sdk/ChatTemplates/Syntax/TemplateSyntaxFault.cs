namespace FoundationModels.ChatTemplates;

/// <summary>A mistake in a template's source; <see cref="ChatTemplate"/> turns the offset into a line and column.</summary>
internal sealed class TemplateSyntaxFault(int offset, string reason) : Exception(reason)
{
    /// <summary>Gets where the mistake is.</summary>
    public int Offset { get; } = offset;
}

namespace FoundationModels.ChatTemplates;

/// <summary>A literal.</summary>
internal sealed class ConstantExpression(int offset, TemplateValue value) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) => value;
}

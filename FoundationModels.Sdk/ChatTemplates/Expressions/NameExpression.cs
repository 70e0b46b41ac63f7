namespace FoundationModels.ChatTemplates;

/// <summary>A variable, an input or a global function.</summary>
internal sealed class NameExpression(int offset, string name) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) =>
        state.Scope.Find(name) ?? GlobalFunctions.Find(name) ?? new UndefinedValue($"'{name}' is undefined");
}

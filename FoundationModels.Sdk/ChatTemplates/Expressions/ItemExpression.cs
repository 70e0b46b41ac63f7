namespace FoundationModels.ChatTemplates;

/// <summary><c>a[b]</c>: an item, or else an attribute or method with that name.</summary>
internal sealed class ItemExpression(int offset, Expression owner, Expression key) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = owner.Evaluate(state);
        TemplateValue index = key.Evaluate(state);
        state.Offset = Offset;
        return Get(value, index);
    }

    /// <summary>The item, the attribute, or an undefined value.</summary>
    public static TemplateValue Get(TemplateValue owner, TemplateValue key) =>
        owner.GetItem(key)
        ?? (key is StringValue name ? owner.GetAttribute(name.Plain) : null)
        ?? UndefinedValue.Missing(owner, key);
}

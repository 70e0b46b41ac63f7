using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary><c>a.b</c>: an attribute or method, or else an item with that key.</summary>
internal sealed class AttributeExpression(int offset, Expression owner, string name) : Expression(offset)
{
    private readonly StringValue _key = new(name, TextProvenance.Template);

    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = owner.Evaluate(state);
        state.Offset = Offset;
        return Get(value, _key);
    }

    /// <summary>The attribute, the item, or an undefined value.</summary>
    public static TemplateValue Get(TemplateValue owner, StringValue name) =>
        owner.GetAttribute(name.Plain) ?? owner.GetItem(name) ?? UndefinedValue.Missing(owner, name);
}

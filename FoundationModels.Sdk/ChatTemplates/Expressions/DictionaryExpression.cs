namespace FoundationModels.ChatTemplates;

/// <summary>A dictionary.</summary>
internal sealed class DictionaryExpression(int offset, IReadOnlyList<(Expression Key, Expression Value)> entries) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        DictionaryValue dictionary = new();
        foreach ((Expression key, Expression value) in entries)
            dictionary.Set(key.Evaluate(state), value.Evaluate(state));
        return dictionary;
    }
}

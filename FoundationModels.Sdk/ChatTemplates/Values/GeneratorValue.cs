namespace FoundationModels.ChatTemplates;

/// <summary>Items that are made while they are visited, once: what the filters <c>map</c>, <c>select</c>, <c>items</c> … give.</summary>
internal sealed class GeneratorValue(IEnumerable<TemplateValue> source) : TemplateValue
{
    private readonly IEnumerator<TemplateValue> _items = source.GetEnumerator();

    /// <inheritdoc/>
    public override string TypeName => "generator";

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate()
    {
        while (_items.MoveNext())
            yield return _items.Current;
    }
}

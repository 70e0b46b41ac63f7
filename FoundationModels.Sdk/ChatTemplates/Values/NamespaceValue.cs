namespace FoundationModels.ChatTemplates;

/// <summary>The one kind of object whose attributes a template can set.</summary>
internal sealed class NamespaceValue : TemplateValue
{
    private readonly DictionaryValue _attributes = new();

    /// <inheritdoc/>
    public override string TypeName => "Namespace";

    /// <summary>Gets the attributes.</summary>
    public DictionaryValue Attributes => _attributes;

    /// <summary>Sets an attribute.</summary>
    /// <exception cref="TemplateFault">The name begins with an underscore.</exception>
    public void Set(string name, TemplateValue value)
    {
        if (name.StartsWith('_'))
            throw new TemplateFault($"a namespace attribute can't begin with an underscore: '{name}'");
        _attributes.Set(name, value);
    }

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => _attributes.Find(name);
}

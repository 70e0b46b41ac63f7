using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>A mapping that keeps the order in which its keys came. A template can't change one.</summary>
internal sealed class DictionaryValue : TemplateValue
{
    private readonly OrderedDictionary<TemplateValue, TemplateValue> _entries = new(PythonEquality.Instance);

    /// <inheritdoc/>
    public override string TypeName => "dict";

    /// <inheritdoc/>
    public override bool IsTruthy => _entries.Count > 0;

    /// <inheritdoc/>
    public override bool IsHashable => false;

    /// <inheritdoc/>
    public override int? Count => _entries.Count;

    /// <summary>Gets the entries in order.</summary>
    public IReadOnlyList<KeyValuePair<TemplateValue, TemplateValue>> Entries => _entries;

    /// <summary>Sets the value of a key; a new key comes last.</summary>
    /// <exception cref="TemplateFault">The key can't be one.</exception>
    public DictionaryValue Set(TemplateValue key, TemplateValue value)
    {
        if (!key.IsHashable)
            throw new TemplateFault($"unhashable type: '{key.TypeName}'");
        _entries[key] = value;
        return this;
    }

    /// <summary>Sets the value of a key that the app or the template names.</summary>
    public DictionaryValue Set(string key, TemplateValue value) => Set(new StringValue(key, TextProvenance.Template), value);

    /// <summary>The value of a key, or null.</summary>
    public TemplateValue? Find(TemplateValue key) =>
        key.IsHashable && _entries.TryGetValue(key, out TemplateValue? value) ? value : null;

    /// <summary>The value of a key, or null.</summary>
    public TemplateValue? Find(string key) => Find(new StringValue(key, TextProvenance.Template));

    /// <summary>A mapping with the same entries.</summary>
    public DictionaryValue Copy()
    {
        DictionaryValue copy = new();
        foreach ((TemplateValue key, TemplateValue value) in _entries)
            copy.Set(key, value);
        return copy;
    }

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key) => Find(key);

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate() => _entries.Keys;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) =>
        CollectionMethods.FindForDictionary(name) is { } method
            ? new FunctionValue(name, (state, arguments) => method(state, this, arguments))
            : CollectionMethods.FindRefused(name, this);
}

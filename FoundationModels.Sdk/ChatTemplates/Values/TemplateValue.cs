namespace FoundationModels.ChatTemplates;

/// <summary>A value that a template computes with. Types and behaviour follow Python, in which the templates' authors think.</summary>
internal abstract class TemplateValue
{
    /// <summary>Gets Python's name of the type.</summary>
    public abstract string TypeName { get; }

    /// <summary>Gets whether a condition on the value holds.</summary>
    public virtual bool IsTruthy => true;

    /// <summary>Gets whether the value may be a key.</summary>
    public virtual bool IsHashable => true;

    /// <summary>Gets the number of items, or null where the type has none.</summary>
    public virtual int? Count => null;

    /// <summary>Gets whether the value can be called.</summary>
    public virtual bool IsCallable => false;

    /// <summary>The attribute or method of that name, or null.</summary>
    public virtual TemplateValue? GetAttribute(string name) => null;

    /// <summary>The item for a key or index, or null where there is none.</summary>
    public virtual TemplateValue? GetItem(TemplateValue key) => null;

    /// <summary>The items from start to stop, or null where the type has no slices.</summary>
    public virtual TemplateValue? GetSlice(RenderState state, TemplateSlice slice) => null;

    /// <summary>The items one by one, or null where the value can't be iterated.</summary>
    public virtual IEnumerable<TemplateValue>? Enumerate() => null;

    /// <summary>The result of calling the value.</summary>
    public virtual TemplateValue Call(RenderState state, CallArguments arguments) =>
        throw new TemplateFault($"'{TypeName}' object is not callable");

    /// <summary>The items one by one.</summary>
    /// <exception cref="TemplateFault">The value can't be iterated.</exception>
    public IEnumerable<TemplateValue> Items() => Enumerate() ?? throw new TemplateFault($"'{TypeName}' object is not iterable");
}

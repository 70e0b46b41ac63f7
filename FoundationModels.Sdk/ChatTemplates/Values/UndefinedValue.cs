namespace FoundationModels.ChatTemplates;

/// <summary>A name, attribute or item that is not there. It prints as nothing and has no items, but nothing can be computed with it.</summary>
internal sealed class UndefinedValue(string reason) : TemplateValue
{
    /// <summary>Gets why there is no value.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public override string TypeName => "Undefined";

    /// <inheritdoc/>
    public override bool IsTruthy => false;

    /// <inheritdoc/>
    public override int? Count => 0;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => throw Fault();

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key) => throw Fault();

    /// <inheritdoc/>
    public override TemplateValue? GetSlice(RenderState state, TemplateSlice slice) => throw Fault();

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate() => [];

    /// <inheritdoc/>
    public override TemplateValue Call(RenderState state, CallArguments arguments) => throw Fault();

    /// <summary>The fault of computing with the value.</summary>
    public TemplateFault Fault() => new(Reason);

    /// <summary>The value of an attribute or item that an object doesn't have.</summary>
    public static UndefinedValue Missing(TemplateValue owner, TemplateValue key) => new(
        key is StringValue name
            ? owner is NoneValue ? $"'None' has no attribute '{name.Plain}'" : $"'{owner.TypeName} object' has no attribute '{name.Plain}'"
            : $"{owner.TypeName} object has no element {PythonText.Repr(key)}");
}

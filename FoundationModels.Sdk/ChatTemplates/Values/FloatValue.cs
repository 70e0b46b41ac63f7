namespace FoundationModels.ChatTemplates;

/// <summary>A double-precision number.</summary>
internal sealed class FloatValue(double value) : TemplateValue
{
    /// <summary>Gets the value.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "float";

    /// <inheritdoc/>
    public override bool IsTruthy => Value != 0;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => name == "is_integer"
        ? new FunctionValue(name, (_, arguments) =>
        {
            arguments.Bind(name, 0);
            return BooleanValue.Of(double.IsInteger(Value));
        })
        : null;
}

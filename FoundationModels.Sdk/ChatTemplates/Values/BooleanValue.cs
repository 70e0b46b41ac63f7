namespace FoundationModels.ChatTemplates;

/// <summary>A truth value. Arithmetic takes it for 0 or 1.</summary>
internal sealed class BooleanValue : TemplateValue
{
    private BooleanValue(bool value) => Value = value;

    /// <summary>Gets the true one.</summary>
    public static BooleanValue True { get; } = new(true);

    /// <summary>Gets the false one.</summary>
    public static BooleanValue False { get; } = new(false);

    /// <summary>Gets the value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string TypeName => "bool";

    /// <inheritdoc/>
    public override bool IsTruthy => Value;

    /// <summary>The one for a value.</summary>
    public static BooleanValue Of(bool value) => value ? True : False;
}

using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>An integer of any size.</summary>
internal sealed class IntegerValue(BigInteger value) : TemplateValue
{
    /// <summary>Gets the value.</summary>
    public BigInteger Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "int";

    /// <inheritdoc/>
    public override bool IsTruthy => !Value.IsZero;
}

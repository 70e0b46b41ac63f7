using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What a schema says about numbers.</summary>
internal sealed class NumberBounds
{
    public ExactDecimal? Minimum { get; set; }

    public ExactDecimal? Maximum { get; set; }

    public ExactDecimal? ExclusiveMinimum { get; set; }

    public ExactDecimal? ExclusiveMaximum { get; set; }

    public ExactDecimal? MultipleOf { get; set; }
}

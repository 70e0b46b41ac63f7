namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What a schema says about lengths and counts.</summary>
internal sealed class CountBounds
{
    public long? MinLength { get; set; }

    public long? MaxLength { get; set; }

    public long? MinContains { get; set; }

    public long? MaxContains { get; set; }

    public long? MinItems { get; set; }

    public long? MaxItems { get; set; }

    public long? MinProperties { get; set; }

    public long? MaxProperties { get; set; }
}

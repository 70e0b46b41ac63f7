namespace FoundationModels.Benchmarks.Masks;

/// <summary>What an engine made of a schema.</summary>
internal sealed class SchemaRun
{
    /// <summary>Gets or sets why the engine refuses the schema, or null.</summary>
    public string? Refusal { get; set; }

    /// <summary>Gets or sets the time from the text of the schema to the first mask, in milliseconds.</summary>
    public double FirstMaskMilliseconds { get; set; }

    /// <summary>Gets the time of each mask, in microseconds.</summary>
    public List<float> Masks { get; } = [];

    /// <summary>Gets the time of each step by a token, in microseconds.</summary>
    public List<float> Steps { get; } = [];

    /// <summary>Gets the judgements of the instances.</summary>
    public List<InstanceVerdict> Verdicts { get; } = [];

    /// <summary>Gets whether all instances are judged right.</summary>
    public bool IsRight => Refusal is null && Verdicts.TrueForAll(v => v.IsRight);
}

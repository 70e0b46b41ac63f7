namespace FoundationModels.Generators.Model;

/// <summary>What the guides of a property ask of its value, after they were checked.</summary>
internal sealed record GuideSpec
{
    public static GuideSpec None { get; } = new();

    public string? Constant { get; init; }

    public EquatableArray<string> AnyOf { get; init; }

    public string? Pattern { get; init; }

    /// <summary>Gets the least number as JSON text.</summary>
    public string? Minimum { get; init; }

    /// <summary>Gets the greatest number as JSON text.</summary>
    public string? Maximum { get; init; }

    public int? MinimumCount { get; init; }

    public int? MaximumCount { get; init; }
}

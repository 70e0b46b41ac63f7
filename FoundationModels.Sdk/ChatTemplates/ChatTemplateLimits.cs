namespace FoundationModels.ChatTemplates;

/// <summary>What a template may use. A template comes with a model, so it is no more trusted than the model's weights.</summary>
internal sealed record ChatTemplateLimits
{
    /// <summary>Gets the limits for models that an app loads.</summary>
    public static ChatTemplateLimits Default { get; } = new();

    /// <summary>Gets the number of steps: evaluated nodes, visited items, and copied characters by the sixteen.</summary>
    public long Steps { get; init; } = 10_000_000;

    /// <summary>Gets the UTF-16 units that one text, and the output, may have.</summary>
    public int TextLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets the items that one list, and one range, may have. The reference sandbox has the same bound for ranges.</summary>
    public int Items { get; init; } = 100_000;

    /// <summary>Gets how deep macros, recursive loops and values may nest.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Gets the bits that an integer may have (about 4,300 digits, which is what the reference prints at most).</summary>
    public int IntegerBits { get; init; } = 14_284;
}

using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

/// <summary>Limits what each element of a list may hold, beside the <see cref="GuideAttribute"/> of the list itself.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class ElementGuideAttribute : Attribute
{
    /// <summary>Gets or sets the only value that a text may have.</summary>
    public string? Constant { get; set; }

    /// <summary>Gets or sets the values that a text may have.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Attributes take arrays.")]
    public string[]? AnyOf { get; set; }

    /// <summary>Gets or sets the regular expression (ECMA-262, not anchored) that a text matches.</summary>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Pattern { get; set; }

    /// <summary>Gets or sets the least value of a number: an integer or a <see cref="double"/>, or its text for a <see cref="decimal"/>.</summary>
    public object? Minimum { get; set; }

    /// <summary>Gets or sets the greatest value of a number: an integer or a <see cref="double"/>, or its text for a <see cref="decimal"/>.</summary>
    public object? Maximum { get; set; }

    /// <summary>Gets or sets the least number of elements of an inner list.</summary>
    public int MinimumCount { get; set; }

    /// <summary>Gets or sets the greatest number of elements of an inner list.</summary>
    public int MaximumCount { get; set; }

    /// <summary>Gets or sets the exact number of elements of an inner list.</summary>
    public int Count { get; set; }
}

using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

/// <summary>Describes a property of a <see cref="GenerableAttribute">generable</see> type to the model, and limits what it may hold.</summary>
/// <remarks>The guides are checked against the property's type when the project is built, and hold for everything that a model generates.</remarks>
/// <param name="description">What the property is, for the model; null takes the summary of its XML documentation.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class GuideAttribute(string? description = null) : Attribute
{
    /// <summary>Gets or sets what the property is, for the model.</summary>
    public string? Description { get; set; } = description;

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

    /// <summary>Gets or sets the least number of elements of a list.</summary>
    public int MinimumCount { get; set; }

    /// <summary>Gets or sets the greatest number of elements of a list.</summary>
    public int MaximumCount { get; set; }

    /// <summary>Gets or sets the exact number of elements of a list.</summary>
    public int Count { get; set; }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>Makes guides for schemas that are put together at run time. Types have <see cref="GuideAttribute"/>.</summary>
public static class GenerationGuide
{
    private static readonly string[] Text = ["string"];
    private static readonly string[] Number = ["integer", "number"];
    private static readonly string[] List = ["array"];

    /// <summary>The text is always the same.</summary>
    public static GenerationGuide<string> Constant(string value) =>
        new(new SchemaGuide(nameof(Constant), Text, ("const", JsonValue.Create(value ?? throw new ArgumentNullException(nameof(value))))));

    /// <summary>The text is one of several.</summary>
    /// <exception cref="ArgumentException">There is none, or one of them is null.</exception>
    public static GenerationGuide<string> AnyOf(params IEnumerable<string> values)
    {
        ValueList<string> list = ValueList.Copy(values);
        if (list.Count == 0)
            throw new ArgumentException("There has to be at least one text to choose.", nameof(values));
        return new(new SchemaGuide(nameof(AnyOf), Text, ("enum", new JsonArray([.. list.Select(v => (JsonNode)v)]))));
    }

    /// <summary>The text matches a regular expression.</summary>
    /// <param name="pattern">The expression (ECMA-262); <c>^</c> and <c>$</c> make it match the whole text.</param>
    public static GenerationGuide<string> Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new(new SchemaGuide(nameof(Pattern), Text, ("pattern", JsonValue.Create(pattern ?? throw new ArgumentNullException(nameof(pattern))))));

    /// <summary>The number is not less than another one.</summary>
    public static GenerationGuide<T> Minimum<T>(T value)
        where T : struct, INumber<T> => new(new SchemaGuide(nameof(Minimum), Number, ("minimum", NumberOf(value))));

    /// <summary>The number is not greater than another one.</summary>
    public static GenerationGuide<T> Maximum<T>(T value)
        where T : struct, INumber<T> => new(new SchemaGuide(nameof(Maximum), Number, ("maximum", NumberOf(value))));

    /// <summary>The number lies between two others, or is one of them.</summary>
    /// <exception cref="ArgumentException">The first one is greater than the second one.</exception>
    public static GenerationGuide<T> Range<T>(T minimum, T maximum)
        where T : struct, INumber<T> => minimum > maximum
            ? throw new ArgumentException($"No number lies between {minimum} and {maximum}. Give the lesser one first.", nameof(maximum))
            : new(new SchemaGuide(nameof(Range), Number, ("minimum", NumberOf(minimum)), ("maximum", NumberOf(maximum))));

    /// <summary>The list has at least so many elements.</summary>
    /// <typeparam name="TList">The type of the list.</typeparam>
    public static GenerationGuide<TList> MinimumCount<TList>(int count) => new(new SchemaGuide(nameof(MinimumCount), List, ("minItems", CountOf(count))));

    /// <summary>The list has at most so many elements.</summary>
    /// <typeparam name="TList">The type of the list.</typeparam>
    public static GenerationGuide<TList> MaximumCount<TList>(int count) => new(new SchemaGuide(nameof(MaximumCount), List, ("maxItems", CountOf(count))));

    /// <summary>The list has exactly so many elements.</summary>
    /// <typeparam name="TList">The type of the list.</typeparam>
    public static GenerationGuide<TList> Count<TList>(int count) => Count<TList>(count, count);

    /// <summary>The number of elements of the list lies between two others, or is one of them.</summary>
    /// <typeparam name="TList">The type of the list.</typeparam>
    /// <exception cref="ArgumentException">The first one is greater than the second one.</exception>
    public static GenerationGuide<TList> Count<TList>(int minimum, int maximum) => minimum > maximum
        ? throw new ArgumentException($"No list has from {minimum} to {maximum} elements. Give the lesser number first.", nameof(maximum))
        : new(new SchemaGuide(nameof(Count), List, ("minItems", CountOf(minimum)), ("maxItems", CountOf(maximum))));

    /// <summary>Each element of the list follows a guide.</summary>
    /// <typeparam name="TList">The type of the list.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    public static GenerationGuide<TList> Element<TList, TElement>(GenerationGuide<TElement> guide)
        where TList : IEnumerable<TElement>
    {
        ArgumentNullException.ThrowIfNull(guide);
        return new(new SchemaGuide(nameof(Element), List) { Element = guide.Guide });
    }

    private static JsonValue CountOf(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return JsonValue.Create(count);
    }

    // The text of a number, since a JSON number of another type might not be equal to it.
    private static JsonNode NumberOf<T>(T value)
        where T : struct, INumber<T> => T.IsFinite(value)
            ? JsonNode.Parse(value.ToString(null, CultureInfo.InvariantCulture))!
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A bound has to be a finite number.");
}

using System.Collections.Immutable;

namespace FoundationModels;

public static partial class GenerableServices
{
    /// <summary>A property that has to be there.</summary>
    /// <exception cref="GeneratedContentParsingException">It is not.</exception>
    public static GeneratedContent Member(GeneratedContent content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content[name];
    }

    /// <summary>A property; null where it is absent or null.</summary>
    public static GeneratedContent? Optional(GeneratedContent content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.TryGetProperty(name, out GeneratedContent? member) ? NotNull(member) : null;
    }

    /// <summary>A property of a type of .NET.</summary>
    /// <exception cref="GeneratedContentParsingException">It is not there, or is of another type.</exception>
    public static T Value<T>(GeneratedContent content, string name) => Member(content, name).Value<T>();

    /// <summary>A property of a type of .NET; null where it is absent or null.</summary>
    /// <exception cref="GeneratedContentParsingException">It is of another type.</exception>
    public static T? OptionalValue<T>(GeneratedContent content, string name)
        where T : struct => Optional(content, name) is { } member ? member.Value<T>() : null;

    /// <summary>A property of a type of .NET; null where it is absent or null.</summary>
    /// <exception cref="GeneratedContentParsingException">It is of another type.</exception>
    public static T? OptionalObject<T>(GeneratedContent content, string name)
        where T : class => Optional(content, name)?.Value<T>();

    /// <summary>A list of values of a type of .NET.</summary>
    /// <exception cref="GeneratedContentParsingException">It is not there, or is of another type.</exception>
    public static List<T> ValueList<T>(GeneratedContent content, string name) => List(Member(content, name), Element<T>);

    /// <summary>A list of values of a type of .NET; null where it is absent or null.</summary>
    /// <exception cref="GeneratedContentParsingException">It is of another type.</exception>
    public static List<T>? OptionalValueList<T>(GeneratedContent content, string name) => Optional(content, name) is { } member ? List(member, Element<T>) : null;

    /// <summary>A list of values of a generable type.</summary>
    /// <exception cref="GeneratedContentParsingException">It is not there, or is of another type.</exception>
    public static List<T> GenerableList<T>(GeneratedContent content, string name)
        where T : IGenerable<T> => List(Member(content, name), T.FromGeneratedContent);

    /// <summary>A list of values of a generable type; null where it is absent or null.</summary>
    /// <exception cref="GeneratedContentParsingException">It is of another type.</exception>
    public static List<T>? OptionalGenerableList<T>(GeneratedContent content, string name)
        where T : IGenerable<T> => Optional(content, name) is { } member ? List(member, T.FromGeneratedContent) : null;

    /// <summary>An element of a type of .NET.</summary>
    /// <exception cref="GeneratedContentParsingException">It is of another type.</exception>
    public static T Element<T>(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Value<T>();
    }

    /// <summary>Content, or null where it is JSON's null.</summary>
    public static GeneratedContent? NotNull(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Kind == GeneratedContentKind.Null ? null : content;
    }

    /// <summary>The elements of an array.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no array.</exception>
    public static T[] Array<T>(GeneratedContent content, Func<GeneratedContent, T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        IReadOnlyList<GeneratedContent> items = Elements(content);
        T[] values = new T[items.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = element(items[i]);
        return values;
    }

    /// <summary>The elements of an array.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no array.</exception>
    public static List<T> List<T>(GeneratedContent content, Func<GeneratedContent, T> element) => [.. Array(content, element)];

    /// <summary>The elements of an array.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no array.</exception>
    public static ImmutableArray<T> ImmutableArray<T>(GeneratedContent content, Func<GeneratedContent, T> element) => [.. Array(content, element)];

    /// <summary>The elements of an array.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no array.</exception>
    public static HashSet<T> Set<T>(GeneratedContent content, Func<GeneratedContent, T> element) => [.. Array(content, element)];

    /// <summary>The properties of an object.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no object.</exception>
    public static Dictionary<string, T> Map<T>(GeneratedContent content, Func<GeneratedContent, T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        foreach ((string name, GeneratedContent value) in Properties(content))
            values[name] = element(value);
        return values;
    }

    /// <summary>The properties of an object.</summary>
    /// <exception cref="GeneratedContentParsingException">It is no object.</exception>
    public static ImmutableDictionary<string, T> ImmutableMap<T>(GeneratedContent content, Func<GeneratedContent, T> element) =>
        Map(content, element).ToImmutableDictionary(StringComparer.Ordinal);

    private static IReadOnlyList<GeneratedContent> Elements(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Kind == GeneratedContentKind.Array ? content.Elements : throw content.NotOfForm("it has to be a list");
    }

    private static IReadOnlyList<KeyValuePair<string, GeneratedContent>> Properties(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Kind == GeneratedContentKind.Object ? content.Properties : throw content.NotOfForm("it has to be an object");
    }
}

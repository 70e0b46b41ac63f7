using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class GeneratedContent
{
    private static readonly GeneratedContent True = new(GeneratedContentKind.Boolean, true, true, null, 0);
    private static readonly GeneratedContent False = new(GeneratedContentKind.Boolean, false, true, null, 0);

    /// <summary>Makes the content of a value of any type that a model can generate.</summary>
    /// <exception cref="NotGenerableException">It is of another type.</exception>
    public static GeneratedContent From<T>(T value) => GenerableTypes.ToContent(value);

    /// <summary>Makes an array of its elements.</summary>
    /// <exception cref="ArgumentException">An element is null, or too deeply nested.</exception>
    public static GeneratedContent FromElements(IEnumerable<GeneratedContent> elements, GenerationId? id = null)
    {
        ArgumentNullException.ThrowIfNull(elements);
        GeneratedContent[] items = [.. elements];
        bool isComplete = true;
        int depth = 0;
        foreach (GeneratedContent item in items)
        {
            isComplete &= Checked(item, nameof(elements)).IsComplete;
            depth = Math.Max(depth, item.Depth);
        }

        return new(GeneratedContentKind.Array, new ContentList<GeneratedContent>(items, items.Length), isComplete, IdentityOf(id), depth + 1);
    }

    /// <summary>Makes an object of its properties.</summary>
    /// <exception cref="ArgumentException">A name comes twice, or a value is null or too deeply nested.</exception>
    public static GeneratedContent FromProperties(IEnumerable<KeyValuePair<string, GeneratedContent>> properties, GenerationId? id = null)
    {
        ArgumentNullException.ThrowIfNull(properties);
        KeyValuePair<string, GeneratedContent>[] items = [.. properties];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool isComplete = true;
        int depth = 0;
        foreach ((string name, GeneratedContent value) in items)
        {
            if (!names.Add(name))
                throw new ArgumentException($"The property \"{name}\" comes twice.", nameof(properties));
            isComplete &= Checked(value, nameof(properties)).IsComplete;
            depth = Math.Max(depth, value.Depth);
        }

        ContentList<KeyValuePair<string, GeneratedContent>> list = new(items, items.Length);
        return new(GeneratedContentKind.Object, list, isComplete, IdentityOf(id), depth + 1);
    }

    /// <summary>Makes a number of its text.</summary>
    /// <param name="text">The number as JSON writes it, of any length.</param>
    /// <exception cref="ArgumentException">It is no JSON number.</exception>
    public static GeneratedContent FromNumber(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonNumber.IsValid(text)
            ? new(GeneratedContentKind.Number, text, true, null, 0)
            : throw new ArgumentException($"'{text}' is no JSON number.", nameof(text));
    }

    internal static GeneratedContent Of(bool value) => value ? True : False;

    internal static GeneratedContent Of(string value) => new(GeneratedContentKind.String, value, true, null, 0);

    private static GeneratedContent Checked(GeneratedContent? value, string parameter) => value is null
        ? throw new ArgumentException("A value is null; use GeneratedContent.Null for the JSON literal.", parameter)
        : value.Depth < PartialContentBuilder.MaximumDepth
            ? value
            : throw new ArgumentException($"Values may be nested {PartialContentBuilder.MaximumDepth} deep at most.", parameter);

    private static ContentIdentity? IdentityOf(GenerationId? id) => id is null ? null : new ContentIdentity(id);
}

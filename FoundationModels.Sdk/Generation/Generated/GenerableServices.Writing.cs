namespace FoundationModels;

public static partial class GenerableServices
{
    /// <summary>Makes an array of a list.</summary>
    public static GeneratedContent FromList<T>(IEnumerable<T> values, Func<T, GeneratedContent> element)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(element);
        return GeneratedContent.FromElements(values.Select(element));
    }

    /// <summary>Makes an object of a dictionary.</summary>
    public static GeneratedContent FromMap<T>(IEnumerable<KeyValuePair<string, T>> values, Func<T, GeneratedContent> element)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(element);
        return GeneratedContent.FromProperties(values.Select(v => KeyValuePair.Create(v.Key, element(v.Value))));
    }

    /// <summary>Makes an object of its properties; those that are null are left out.</summary>
    public static GeneratedContent Object(GenerationId? id, KeyValuePair<string, GeneratedContent?>[] properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return GeneratedContent.FromProperties(properties.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!)), id);
    }
}

namespace FoundationModels;

public static partial class GenerableServices
{
    /// <summary>Gets JSON's null.</summary>
    public static GeneratedContent Null => GeneratedContent.Null;

    /// <summary>Makes the content of a value of a type of .NET.</summary>
    public static GeneratedContent From<T>(T value) => GeneratedContent.From(value);

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

    /// <summary>Makes the content of a value that can do it itself.</summary>
    public static GeneratedContent FromGenerable<T>(T value)
        where T : IGenerable<T> => value.ToGeneratedContent();
}

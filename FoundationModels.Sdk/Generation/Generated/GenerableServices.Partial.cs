using FoundationModels.Generation;

namespace FoundationModels;

public static partial class GenerableServices
{
    /// <summary>The elements that an array has so far. They are converted when they are asked for, so that a snapshot costs what its reader looks at.</summary>
    /// <param name="content">The array.</param>
    /// <param name="element">Converts an element.</param>
    /// <param name="completeOnly">Whether an element has to be complete to be converted.</param>
    public static IReadOnlyList<T> PartialList<T>(GeneratedContent content, Func<GeneratedContent, T> element, bool completeOnly)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new PartialElements<T>(Elements(content), element, completeOnly);
    }

    /// <summary>The properties that an object has so far.</summary>
    /// <param name="content">The object.</param>
    /// <param name="element">Converts a value.</param>
    /// <param name="completeOnly">Whether a value has to be complete to be converted.</param>
    public static IReadOnlyDictionary<string, T> PartialMap<T>(GeneratedContent content, Func<GeneratedContent, T> element, bool completeOnly)
    {
        ArgumentNullException.ThrowIfNull(element);
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        foreach ((string name, GeneratedContent value) in Properties(content))
        {
            if (!completeOnly || value.IsComplete)
                values[name] = element(value);
        }

        return values;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

public sealed partial class GeneratedContent
{
    /// <summary>Makes a value of the content.</summary>
    /// <typeparam name="T">A type that a model can generate.</typeparam>
    /// <exception cref="GeneratedContentParsingException">The content does not have the form of the type.</exception>
    /// <exception cref="NotGenerableException">Models cannot generate values of the type.</exception>
    public T Value<T>() => GenerableTypes.FromContent<T>(this);

    /// <summary>Makes a value of a property.</summary>
    /// <typeparam name="T">A type that a model can generate.</typeparam>
    /// <exception cref="GeneratedContentParsingException">The property is not there, or does not have the form of the type.</exception>
    /// <exception cref="NotGenerableException">Models cannot generate values of the type.</exception>
    public T Value<T>(string property) => this[property].Value<T>();

    /// <summary>Makes a value of a property, if it is there and not null.</summary>
    /// <typeparam name="T">A type that a model can generate.</typeparam>
    /// <exception cref="GeneratedContentParsingException">The property does not have the form of the type.</exception>
    /// <exception cref="NotGenerableException">Models cannot generate values of the type.</exception>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue<T>(string property, [MaybeNullWhen(false)] out T value)
    {
        bool isThere = TryGetProperty(property, out GeneratedContent? content) && content.Kind != GeneratedContentKind.Null;
        value = isThere ? content!.Value<T>() : default;
        return isThere;
    }

    /// <summary>Makes a value of a property, or gives the type's default where the property is absent or null.</summary>
    /// <typeparam name="T">A type that a model can generate; <c>int?</c> tells an absent number from 0.</typeparam>
    /// <exception cref="GeneratedContentParsingException">The property does not have the form of the type.</exception>
    /// <exception cref="NotGenerableException">Models cannot generate values of the type.</exception>
    public T? ValueOrDefault<T>(string property) => TryGetValue(property, out T? value) ? value : default;

    /// <summary>The exception for content that does not have the form of a type.</summary>
    internal GeneratedContentParsingException NotOfForm(string reason, Exception? cause = null)
    {
        string json = ToJson();
        string excerpt = json.Length <= 80 ? json : string.Concat(json.AsSpan(0, 79), "…");
        return new GeneratedContentParsingException(json, $"The content {excerpt} does not have the form that was asked for: {reason}.", cause);
    }

    private GeneratedContentParsingException Missing(string property) => NotOfForm(Kind == GeneratedContentKind.Object
        ? $"it has no property \"{property}\""
        : $"it is no object, and so has no property \"{property}\"");
}

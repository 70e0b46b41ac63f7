namespace FoundationModels;

public static partial class GenerableServices
{
    /// <summary>Gets JSON's null.</summary>
    public static GeneratedContent Null => GeneratedContent.Null;

    /// <summary>Makes the content of a value whose type is known from the start.</summary>
    public static GeneratedContent From<T>(T value) => GeneratedContent.From(value);

    private static GeneratedContent? Find(GeneratedContent content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Kind != GeneratedContentKind.Object)
            throw content.NotOfForm("it is no object");
        return content.TryGetProperty(name, out GeneratedContent? value) ? value : null;
    }

    private static IReadOnlyList<GeneratedContent> Elements(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Kind == GeneratedContentKind.Array ? content.Elements : throw content.NotOfForm("it is no array");
    }

    private static IReadOnlyList<KeyValuePair<string, GeneratedContent>> Members(GeneratedContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Kind == GeneratedContentKind.Object ? content.Properties : throw content.NotOfForm("it is no object");
    }
}

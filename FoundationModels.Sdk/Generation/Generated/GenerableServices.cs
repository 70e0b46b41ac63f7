using System.ComponentModel;

namespace FoundationModels;

/// <summary>What generated code is made of. Apps have no use for it, and it may change with the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GenerableServices
{
    /// <summary>The name of the property that tells the cases of a union apart.</summary>
    private const string Discriminator = "kind";

    /// <summary>The content of a case's kind.</summary>
    /// <exception cref="GeneratedContentParsingException">There is none.</exception>
    public static string Case(GeneratedContent content)
    {
        GeneratedContent kind = Member(content, Discriminator);
        return kind.Kind == GeneratedContentKind.String ? kind.Value<string>() : throw kind.NotOfForm("the kind of a value has to be a text");
    }

    /// <summary>The kind of a value that is being generated; null while it is not known.</summary>
    public static string? PartialCase(GeneratedContent content) =>
        Optional(content, Discriminator) is { Kind: GeneratedContentKind.String, IsComplete: true } kind ? kind.Value<string>() : null;

    /// <summary>Makes sure that content is not that of another case.</summary>
    /// <exception cref="GeneratedContentParsingException">It is.</exception>
    public static void CheckCase(GeneratedContent content, string name)
    {
        if (Case(content) != name)
            throw content.NotOfForm($"the kind has to be \"{name}\"");
    }

    /// <summary>The exception for a name that a union or an enumeration does not have.</summary>
    public static Exception UnknownCase(GeneratedContent content, string type, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.NotOfForm($"{type} has no \"{name}\"");
    }

    /// <summary>The exception for a value whose own type is not a case of its union.</summary>
    public static Exception NotGenerable(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new NotSupportedException($"{value.GetType()} has no [Generable], so it is not one of the cases of its base type.");
    }
}

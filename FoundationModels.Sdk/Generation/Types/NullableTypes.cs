namespace FoundationModels.Generation;

/// <summary>Makes the nullable form of a struct known.</summary>
internal static class NullableTypes
{
    public static void Register<T>(GenerableType<T> type)
        where T : struct => CollectionTypes.Register(new GenerableType<T?>(
            () => SchemaComposer.NullOr(type.Schema),
            content => content.Kind == GeneratedContentKind.Null ? null : type.From(content),
            value => value is { } known ? type.To(known) : GeneratedContent.Null));
}

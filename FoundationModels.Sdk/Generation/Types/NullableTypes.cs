namespace FoundationModels.Generation;

/// <summary>Makes the nullable form of a struct known.</summary>
internal static class NullableTypes
{
    public static void Register<T>()
        where T : struct => TypeDiscovery.AddExpansion(typeof(T), Expand<T>);

    private static void Expand<T>()
        where T : struct
    {
        if (GenerableType<T?>.Registered is not null)
            return;
        CollectionTypes.Register(new GenerableType<T?>(
            static () => SchemaComposer.NullOr(GenerableTypes.SchemaOf<T>()),
            static content => content.Kind == GeneratedContentKind.Null ? null : content.Value<T>(),
            static value => value is { } known ? GenerableTypes.ToContent(known) : GeneratedContent.Null));
    }
}

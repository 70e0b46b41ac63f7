namespace FoundationModels.Generation;

/// <summary>Makes the collections of a type known together with it, so that they need neither reflection nor code made at run time.</summary>
internal static class CollectionTypes
{
    /// <summary>Makes a type known. Its collections become so when somebody asks for one: an app with a thousand types starts no later for them.</summary>
    public static void Register<T>(GenerableType<T> type)
    {
        GenerableType<T>.Registered = type;
        TypeDiscovery.AddExpansion(typeof(T), Expand<T>);
    }

    private static void Expand<T>()
    {
        List<T, T[]>(static items => items);
        List<T, List<T>>(static items => [.. items]);
        List<T, IReadOnlyList<T>>(static items => items);
        List<T, IList<T>>(static items => [.. items]);
        List<T, IReadOnlyCollection<T>>(static items => items);
        List<T, ICollection<T>>(static items => [.. items]);
        List<T, IEnumerable<T>>(static items => items);
        Map<T, Dictionary<string, T>>(static map => map);
        Map<T, IReadOnlyDictionary<string, T>>(static map => map);
        Map<T, IDictionary<string, T>>(static map => map);
    }

    private static void List<T, TList>(Func<T[], TList> from)
        where TList : IEnumerable<T> => GenerableType<TList>.Registered ??= new GenerableType<TList>(
            static () => SchemaComposer.ListOf(GenerableTypes.SchemaOf<T>()),
            content => from(Elements<T>(content)),
            static list => GeneratedContent.FromElements(list.Select(GenerableTypes.ToContent)));

    private static void Map<T, TMap>(Func<Dictionary<string, T>, TMap> from)
        where TMap : IEnumerable<KeyValuePair<string, T>> => GenerableType<TMap>.Registered ??= new GenerableType<TMap>(
            static () => SchemaComposer.MapOf(GenerableTypes.SchemaOf<T>()),
            content => from(Members<T>(content)),
            static map => GeneratedContent.FromProperties(map.Select(static p => KeyValuePair.Create(p.Key, GenerableTypes.ToContent(p.Value)))));

    private static T[] Elements<T>(GeneratedContent content)
    {
        if (content.Kind != GeneratedContentKind.Array)
            throw content.NotOfForm("it is no array");
        IReadOnlyList<GeneratedContent> elements = content.Elements;
        T[] items = new T[elements.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = elements[i].Value<T>();
        return items;
    }

    private static Dictionary<string, T> Members<T>(GeneratedContent content)
    {
        if (content.Kind != GeneratedContentKind.Object)
            throw content.NotOfForm("it is no object");
        Dictionary<string, T> map = new(content.Properties.Count, StringComparer.Ordinal);
        foreach ((string name, GeneratedContent value) in content.Properties)
            map.Add(name, value.Value<T>());
        return map;
    }
}

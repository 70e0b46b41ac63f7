namespace FoundationModels.Generation;

/// <summary>Makes the collections of a type known together with it, so that they need neither reflection nor code made at run time.</summary>
internal static class CollectionTypes
{
    public static void Register<T>(GenerableType<T> element)
    {
        GenerableType<T>.Registered = element;
        List(element, static items => items);
        List<T, List<T>>(element, static items => [.. items]);
        List<T, IReadOnlyList<T>>(element, static items => items);
        List<T, IList<T>>(element, static items => [.. items]);
        List<T, IReadOnlyCollection<T>>(element, static items => items);
        List<T, ICollection<T>>(element, static items => [.. items]);
        List<T, IEnumerable<T>>(element, static items => items);
        Map<T, Dictionary<string, T>>(element, static map => map);
        Map<T, IReadOnlyDictionary<string, T>>(element, static map => map);
        Map<T, IDictionary<string, T>>(element, static map => map);
    }

    private static void List<T, TList>(GenerableType<T> element, Func<T[], TList> from)
        where TList : IEnumerable<T>
    {
        GenerableType<TList>.Registered = new GenerableType<TList>(
            () => SchemaComposer.ListOf(element.Schema),
            content => from(Elements(element, content)),
            list => GeneratedContent.FromElements(list.Select(element.To)));
    }

    private static void Map<T, TMap>(GenerableType<T> element, Func<Dictionary<string, T>, TMap> from)
        where TMap : IEnumerable<KeyValuePair<string, T>>
    {
        GenerableType<TMap>.Registered = new GenerableType<TMap>(
            () => SchemaComposer.MapOf(element.Schema),
            content => from(Members(element, content)),
            map => GeneratedContent.FromProperties(map.Select(p => KeyValuePair.Create(p.Key, element.To(p.Value)))));
    }

    private static T[] Elements<T>(GenerableType<T> element, GeneratedContent content)
    {
        if (content.Kind != GeneratedContentKind.Array)
            throw content.NotOfForm("it is no array");
        IReadOnlyList<GeneratedContent> elements = content.Elements;
        T[] items = new T[elements.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = element.From(elements[i]);
        return items;
    }

    private static Dictionary<string, T> Members<T>(GenerableType<T> element, GeneratedContent content)
    {
        if (content.Kind != GeneratedContentKind.Object)
            throw content.NotOfForm("it is no object");
        Dictionary<string, T> map = new(content.Properties.Count, StringComparer.Ordinal);
        foreach ((string name, GeneratedContent value) in content.Properties)
            map.Add(name, element.From(value));
        return map;
    }
}

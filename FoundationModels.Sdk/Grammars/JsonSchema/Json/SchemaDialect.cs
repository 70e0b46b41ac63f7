namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The draft and vocabularies that a schema resource is written in.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Vocabularies">The vocabularies whose keywords mean something.</param>
/// <param name="IsAssumed">
/// Whether the document does not say its draft. Then spellings of older drafts are understood too, where they have no other meaning: boolean
/// <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c>, arrays in <c>items</c> with <c>additionalItems</c>, and anchors in <c>id</c> and <c>$id</c>.
/// </param>
internal sealed record SchemaDialect(SchemaDraft Draft, SchemaVocabularies Vocabularies, bool IsAssumed = false)
{
    private static readonly SchemaDialect[] Named = [.. Drafts().Select(d => new SchemaDialect(d, SchemaVocabularies.Usual))];
    private static readonly SchemaDialect[] Assumed = [.. Named.Select(d => d with { IsAssumed = true })];

    /// <summary>The dialect of a draft, with all of its vocabularies.</summary>
    public static SchemaDialect Of(SchemaDraft draft) => Named[(int)draft];

    /// <summary>The dialect of a document that does not say its own.</summary>
    public static SchemaDialect Assume(SchemaDraft draft) => Assumed[(int)draft];

    public bool Since(SchemaDraft draft) => Draft >= draft;

    public bool Has(SchemaVocabularies vocabulary) => (Vocabularies & vocabulary) != 0;

    /// <summary>The dialect that a standard URI in <c>$schema</c> names; null for other URIs.</summary>
    public static SchemaDialect? Find(string uri)
    {
        ReadOnlySpan<char> name = uri.AsSpan().TrimEnd('#');
        if (name.StartsWith("http://", StringComparison.Ordinal))
            name = name[7..];
        else if (name.StartsWith("https://", StringComparison.Ordinal))
            name = name[8..];
        return name switch
        {
            "json-schema.org/draft-04/schema" or "json-schema.org/draft-04/hyper-schema" => Of(SchemaDraft.Draft04),
            "json-schema.org/draft-06/schema" or "json-schema.org/draft-06/hyper-schema" => Of(SchemaDraft.Draft06),
            "json-schema.org/draft-07/schema" or "json-schema.org/draft-07/hyper-schema" => Of(SchemaDraft.Draft07),
            "json-schema.org/draft/2019-09/schema" or "json-schema.org/draft/2019-09/hyper-schema" => Of(SchemaDraft.Draft201909),
            "json-schema.org/draft/2020-12/schema" or "json-schema.org/draft/2020-12/hyper-schema" => Of(SchemaDraft.Draft202012),
            _ => null,
        };
    }

    private static IEnumerable<SchemaDraft> Drafts() => System.Enum.GetValues<SchemaDraft>().Order();
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The documents that one reading knows, and the resources in them.</summary>
internal sealed class SchemaDocuments
{
    private readonly SchemaReaderOptions _options;
    private readonly Dictionary<string, SchemaIdentity?> _identities = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonLiteral, SchemaIdentity> _roots = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SchemaDialect> _dialects = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _known;

    public SchemaDocuments(SchemaReaderOptions options)
    {
        _options = options;
    }

    /// <summary>Gets all resources, in the order in which they were found.</summary>
    public List<SchemaIdentity> All { get; } = [];

    /// <summary>Adds the main document.</summary>
    public SchemaIdentity AddMain(JsonLiteral root) => Add(root, SchemaUri.Unknown, "", isMain: true);

    /// <summary>The resource whose root a schema is; null where it is not a root.</summary>
    public SchemaIdentity? FindRoot(JsonLiteral literal) => _roots.Count > 1 && _roots.TryGetValue(literal, out SchemaIdentity? found) ? found : null;

    /// <summary>The resource with a URI if there is one already, and only one.</summary>
    public SchemaIdentity? Find(string uri) => _identities.GetValueOrDefault(uri);

    /// <summary>The resource with a URI.</summary>
    /// <exception cref="GrammarRefusal">No document with that URI is known, or two parts of a document claim it.</exception>
    public SchemaIdentity Get(string uri, string pointer)
    {
        if (!_identities.TryGetValue(uri, out SchemaIdentity? found))
        {
            JsonLiteral? document = FindText(uri) is { } text ? JsonLiteralReader.Read(text) : StandardSchemas.Find(uri);
            if (document is null)
                throw new GrammarRefusal(pointer, $"The schema '{uri}' is not known. Nothing is fetched: add the document to the options.");
            Add(document, uri, uri + "#", isMain: false);
            found = _identities[uri];
        }

        return found ?? throw new GrammarRefusal(pointer, $"More than one schema has the identifier '{uri}'.");
    }

    /// <summary>Makes a schema with an identifier a resource.</summary>
    public SchemaIdentity AddEmbedded(JsonLiteral literal, string uri, SchemaIdentity outer, string pointer)
    {
        SchemaDialect dialect = DialectOf(literal, pointer) ?? outer.Dialect;
        return Register(literal, uri, dialect, pointer);
    }

    private SchemaIdentity Add(JsonLiteral root, string uri, string pointer, bool isMain)
    {
        SchemaDialect dialect = DialectOf(root, pointer) ?? SchemaDialect.Assume(_options.DefaultDraft);
        string own = uri;
        if (SchemaIdentifiers.IdOf(root, dialect) is { } id)
            own = SchemaUri.Resolve(uri, SchemaUri.Split(id).Uri) ?? throw new GrammarRefusal(pointer + "/$id", $"'{id}' is not a URI.");
        SchemaIdentity identity = Register(root, own, dialect, pointer);
        // A document answers to the URI that it was found under as well as to its own.
        if (!isMain)
            _identities[uri] = identity;
        new SchemaIdentifiers(this).Scan(identity);
        return identity;
    }

    private SchemaIdentity Register(JsonLiteral literal, string uri, SchemaDialect dialect, string pointer)
    {
        SchemaIdentity identity = new()
        {
            Root = literal,
            Dialect = dialect,
            BaseUri = uri,
            Pointer = pointer,
            Resource = new SchemaResource
            {
                Uri = uri == SchemaUri.Unknown ? "" : uri,
                ContainsEvaluates = dialect.Since(SchemaDraft.Draft202012),
                IntegersAreDigits = dialect.Draft == SchemaDraft.Draft04,
            },
        };
        _identities[uri] = _identities.ContainsKey(uri) ? null : identity;
        if (literal.Kind == JsonLiteralKind.Object)
            _roots[literal] = identity;
        All.Add(identity);
        return identity;
    }

    private SchemaDialect? DialectOf(JsonLiteral root, string pointer)
    {
        if (root.Find("$schema") is not { } name)
            return null;
        if (name.Kind != JsonLiteralKind.String)
            throw new GrammarRefusal(pointer + "/$schema", "$schema must be a URI.");
        return SchemaDialect.Find(name.Text) ?? CustomDialect(name.Text, pointer + "/$schema");
    }

    // A dialect of someone's own: what its meta-schema builds on, less the vocabularies that it leaves out.
    private SchemaDialect CustomDialect(string name, string pointer)
    {
        string uri = SchemaUri.Resolve(SchemaUri.Unknown, SchemaUri.Split(name).Uri) ?? name;
        if (_dialects.TryGetValue(uri, out SchemaDialect? known))
            return known;
        if (FindText(uri) is not { } text)
            throw new GrammarRefusal(pointer, $"The dialect '{name}' is not known. Use a standard one of draft 04 to 2020-12, or add its meta-schema to the options.");
        JsonLiteral meta = JsonLiteralReader.Read(text);
        if (meta.Find("$schema") is not { Kind: JsonLiteralKind.String } parent || SchemaDialect.Find(parent.Text) is not { } dialect)
            throw new GrammarRefusal(pointer, $"The meta-schema '{name}' does not build on a standard dialect.");
        if (dialect.Since(SchemaDraft.Draft201909) && meta.Find("$vocabulary") is { } vocabularies)
            dialect = dialect with { Vocabularies = StandardVocabularies.Of(vocabularies, dialect.Draft, pointer) };
        return _dialects[uri] = dialect;
    }

    private string? FindText(string uri)
    {
        if (_options.Documents.Count == 0)
            return null;
        _known ??= _options.Documents.ToDictionary(d => SchemaUri.KeyOf(d.Key), d => d.Value, StringComparer.Ordinal);
        return _known.GetValueOrDefault(uri);
    }
}

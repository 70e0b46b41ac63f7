namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads JSON Schema of drafts 04 to 2020-12. It looks at what the root leads to, so that mistakes in definitions that nobody uses do no harm.</summary>
internal sealed class SchemaReader
{
    private readonly SchemaReaderOptions _options;
    private readonly SchemaDocuments _documents;
    private readonly SchemaReferences _references;
    private readonly DynamicReferences _dynamic;
    private readonly Dictionary<JsonLiteral, SchemaNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(SchemaNode Node, SchemaPlace Place)> _unread = new();

    private SchemaReader(SchemaReaderOptions options)
    {
        _options = options;
        _documents = new SchemaDocuments(options);
        _references = new SchemaReferences(_documents);
        _dynamic = new DynamicReferences(_documents, _references, NodeOf);
    }

    /// <summary>Reads a schema from JSON text.</summary>
    /// <exception cref="GrammarRefusal">The text is not a schema, or refers to one that is not there.</exception>
    public static SchemaNode Read(string json, SchemaReaderOptions? options = null, CancellationToken cancellationToken = default) =>
        Read(JsonLiteralReader.Read(json), options, cancellationToken);

    /// <summary>Reads a schema from JSON text.</summary>
    /// <exception cref="GrammarRefusal">The text is not a schema, or refers to one that is not there.</exception>
    public static SchemaNode Read(ReadOnlySpan<byte> utf8, SchemaReaderOptions? options = null, CancellationToken cancellationToken = default) =>
        Read(JsonLiteralReader.Read(utf8), options, cancellationToken);

    /// <summary>Reads a schema from a JSON value.</summary>
    /// <exception cref="GrammarRefusal">The value is not a schema, or refers to one that is not there.</exception>
    public static SchemaNode Read(JsonLiteral schema, SchemaReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        SchemaReader reader = new(options ?? SchemaReaderOptions.Default);
        SchemaIdentity main = reader._documents.AddMain(schema);
        SchemaNode root = reader.NodeOf(new SchemaPlace(schema, main, ""));
        do
        {
            reader.ReadAll(cancellationToken);
        }
        while (reader._dynamic.Settle());
        return root;
    }

    private void ReadAll(CancellationToken cancellationToken)
    {
        while (_unread.TryPop(out (SchemaNode Node, SchemaPlace Place) next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            new SchemaKeywords(this, next.Node, next.Place.Identity).Read(next.Place.Literal);
        }
    }

    /// <summary>Gets whether formats are assertions in a dialect.</summary>
    internal bool AssertsFormats(SchemaDialect dialect) => _options.Formats == SchemaFormats.Assert || dialect.Has(SchemaVocabularies.FormatAssertion);

    /// <summary>The schema that a reference names.</summary>
    internal SchemaNode Refer(string reference, SchemaIdentity from, SchemaNode node) => NodeOf(_references.Resolve(reference, from, node, "$ref"));

    /// <summary>Reads a dynamic reference once all resources are known.</summary>
    internal void ReferDynamically(SchemaNode node, string reference, SchemaIdentity from, bool isRecursive) => _dynamic.Add(node, reference, from, isRecursive);

    /// <summary>The schema in a keyword of another.</summary>
    internal SchemaNode Below(JsonLiteral literal, SchemaNode parent, SchemaIdentity identity, string keyword, string? member = null)
    {
        if (_nodes.TryGetValue(literal, out SchemaNode? known))
            return known;
        SchemaNode node = new();
        node.PlaceBelow(parent, keyword, member);
        return Start(node, literal, identity);
    }

    private SchemaNode NodeOf(SchemaPlace place) =>
        _nodes.TryGetValue(place.Literal, out SchemaNode? known) ? known : Start(new SchemaNode { Pointer = place.Pointer }, place.Literal, place.Identity);

    private SchemaNode Start(SchemaNode node, JsonLiteral literal, SchemaIdentity identity)
    {
        identity = _documents.FindRoot(literal) ?? identity;
        node.Resource = identity.Resource;
        // Draft 04 has booleans in some keywords only; in others they can't mean anything else.
        if (literal.Kind == JsonLiteralKind.Boolean)
        {
            node.Always = literal.Boolean;
            return node;
        }

        if (literal.Kind != JsonLiteralKind.Object)
            throw new GrammarRefusal(node.Pointer, "A schema must be an object, true, or false.");
        _nodes.Add(literal, node);
        _unread.Push((node, new SchemaPlace(literal, identity, "")));
        return node;
    }
}

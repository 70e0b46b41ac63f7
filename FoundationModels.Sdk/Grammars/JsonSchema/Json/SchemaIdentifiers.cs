using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Finds the identifiers and anchors in a resource: in schemas only, and not in values that look like schemas.</summary>
internal sealed class SchemaIdentifiers(SchemaDocuments documents)
{
    private readonly List<string> _path = [];
    private string _start = "";

    /// <summary>Finds those of a whole resource.</summary>
    public void Scan(SchemaIdentity identity)
    {
        _start = identity.Pointer;
        Visit(identity.Root, identity);
    }

    /// <summary>Finds those below a place that no keyword leads to, which a reference has just made a schema.</summary>
    public void Scan(SchemaPlace place)
    {
        _start = place.Pointer;
        Visit(place.Literal, place.Identity);
    }

    /// <summary>The identifier that makes a schema a resource; null where it has none.</summary>
    public static string? IdOf(JsonLiteral schema, SchemaDialect dialect)
    {
        JsonLiteral? id = schema.Find(dialect.Draft == SchemaDraft.Draft04 ? "id" : "$id");
        if (id is not { Kind: JsonLiteralKind.String } || id.Text.Length == 0 || id.Text[0] == '#')
            return null;
        return IsReference(schema, dialect) ? null : id.Text;
    }

    /// <summary>Whether a schema is a reference whose other keywords mean nothing.</summary>
    public static bool IsReference(JsonLiteral schema, SchemaDialect dialect) =>
        !dialect.Since(SchemaDraft.Draft201909) && schema.Find("$ref") is { Kind: JsonLiteralKind.String };

    private void Visit(JsonLiteral schema, SchemaIdentity identity)
    {
        if (schema.Kind != JsonLiteralKind.Object)
            return;
        if (schema != identity.Root && IdOf(schema, identity.Dialect) is { } id)
        {
            string uri = SchemaUri.Resolve(identity.BaseUri, SchemaUri.Split(id).Uri) ?? throw new GrammarRefusal(Pointer() + "/$id", $"'{id}' is not a URI.");
            identity = documents.AddEmbedded(schema, uri, identity, Pointer());
        }

        AddAnchors(schema, identity);
        bool isReference = IsReference(schema, identity.Dialect);
        foreach (KeyValuePair<string, JsonLiteral> member in schema.Members)
        {
            if (!isReference || member.Key == "definitions")
                VisitKeyword(member.Key, member.Value, identity);
        }
    }

    private void VisitKeyword(string keyword, JsonLiteral value, SchemaIdentity identity)
    {
        SubschemaKind kind = value.Kind switch
        {
            JsonLiteralKind.Object or JsonLiteralKind.Array => SubschemaKeywords.Of(keyword, identity.Dialect),
            _ => SubschemaKind.None,
        };
        if (kind == SubschemaKind.None)
            return;
        _path.Add(keyword);
        if (value.Kind == JsonLiteralKind.Object && kind == SubschemaKind.Map)
        {
            foreach (KeyValuePair<string, JsonLiteral> member in value.Members)
                VisitBelow(member.Key, member.Value, identity);
        }
        else if (value.Kind == JsonLiteralKind.Object)
        {
            Visit(value, identity);
        }
        else if (kind is SubschemaKind.Array or SubschemaKind.SingleOrArray)
        {
            for (int i = 0; i < value.Items.Count; i++)
                VisitBelow(i.ToString(CultureInfo.InvariantCulture), value.Items[i], identity);
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void VisitBelow(string member, JsonLiteral value, SchemaIdentity identity)
    {
        _path.Add(member);
        Visit(value, identity);
        _path.RemoveAt(_path.Count - 1);
    }

    private void AddAnchors(JsonLiteral schema, SchemaIdentity identity)
    {
        SchemaDialect dialect = identity.Dialect;
        if (dialect.Since(SchemaDraft.Draft201909))
        {
            if (schema.Find("$anchor") is { Kind: JsonLiteralKind.String } anchor)
                AddAnchor(anchor.Text, schema, identity);
            if (dialect.Since(SchemaDraft.Draft202012) && schema.Find("$dynamicAnchor") is { Kind: JsonLiteralKind.String } dynamic)
            {
                AddAnchor(dynamic.Text, schema, identity);
                identity.DynamicAnchors[dynamic.Text] = Place(schema, identity);
            }

            if (dialect.Draft == SchemaDraft.Draft201909 && schema == identity.Root && schema.Find("$recursiveAnchor") is { Boolean: true })
                identity.DynamicAnchors[""] = Place(schema, identity);
        }

        // Up to draft 07 an identifier that is a fragment does what $anchor does now; many documents that name no draft are that old.
        if (!dialect.Since(SchemaDraft.Draft201909) || dialect.IsAssumed)
            AddFragment(schema.Find("$id"), schema, identity);
        if (dialect.Draft == SchemaDraft.Draft04 || dialect.IsAssumed)
            AddFragment(schema.Find("id"), schema, identity);
    }

    private void AddFragment(JsonLiteral? id, JsonLiteral schema, SchemaIdentity identity)
    {
        if (id is not { Kind: JsonLiteralKind.String } || IsReference(schema, identity.Dialect))
            return;
        int hash = id.Text.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0 && hash + 1 < id.Text.Length && id.Text[hash + 1] != '/' && (hash == 0 || schema == identity.Root))
            AddAnchor(id.Text[(hash + 1)..], schema, identity);
    }

    private void AddAnchor(string name, JsonLiteral schema, SchemaIdentity identity)
    {
        if (!identity.Anchors.TryGetValue(name, out SchemaPlace? known))
            identity.Anchors.Add(name, Place(schema, identity));
        else if (known is not null && !ReferenceEquals(known.Literal, schema))
            identity.Anchors[name] = null;
    }

    private SchemaPlace Place(JsonLiteral schema, SchemaIdentity identity) => new(schema, identity, Pointer());

    private string Pointer() => _start + string.Concat(_path.Select(p => "/" + JsonPointer.Escape(p)));
}

using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Finds the schemas that references name.</summary>
internal sealed class SchemaReferences(SchemaDocuments documents)
{
    private readonly HashSet<JsonLiteral> _scanned = new(ReferenceEqualityComparer.Instance);

    /// <summary>The schema that a reference names.</summary>
    /// <param name="reference">The reference as it is written.</param>
    /// <param name="from">The resource that it is written in.</param>
    /// <param name="node">The schema with the reference.</param>
    /// <param name="keyword">The keyword that it is the value of.</param>
    /// <exception cref="GrammarRefusal">There is no such schema.</exception>
    public SchemaPlace Resolve(string reference, SchemaIdentity from, SchemaNode node, string keyword)
    {
        string Pointer() => node.Pointer + "/" + keyword;
        (string uri, string? fragment) = SchemaUri.Split(reference);
        SchemaIdentity target = from;
        if (uri.Length > 0)
        {
            string absolute = SchemaUri.Resolve(from.BaseUri, uri) ?? throw new GrammarRefusal(Pointer(), $"'{reference}' is not a URI.");
            target = documents.Find(absolute) ?? documents.Get(absolute, Pointer());
        }

        if (string.IsNullOrEmpty(fragment))
            return new SchemaPlace(target.Root, target, target.Pointer);
        if (fragment[0] == '/')
            return Follow(fragment, target) ?? throw new GrammarRefusal(Pointer(), $"'{reference}' leads nowhere.");
        if (!target.Anchors.TryGetValue(fragment, out SchemaPlace? anchored))
            throw new GrammarRefusal(Pointer(), $"'{reference}' leads nowhere: no schema has the anchor '{fragment}'.");
        return anchored ?? throw new GrammarRefusal(Pointer(), $"More than one schema has the anchor '{fragment}'.");
    }

    private SchemaPlace? Follow(string fragment, SchemaIdentity identity)
    {
        SchemaIdentity start = identity;
        JsonLiteral at = identity.Root;
        // What the current value is: a schema (Single), or the container of some; None below a keyword that has no schemas.
        SubschemaKind kind = SubschemaKind.Single;
        foreach (string step in fragment[1..].Split('/'))
        {
            if (JsonPointer.Unescape(step) is not { } name || Child(at, name) is not { } child)
                return null;
            kind = kind switch
            {
                SubschemaKind.Single => SubschemaKeywords.Of(name, identity.Dialect),
                SubschemaKind.SingleOrArray when at.Kind == JsonLiteralKind.Object => SubschemaKeywords.Of(name, identity.Dialect),
                SubschemaKind.None => SubschemaKind.None,
                _ => SubschemaKind.Single,
            };
            at = child;
            identity = documents.FindRoot(at) ?? identity;
        }

        SchemaPlace place = new(at, identity, start.Pointer + fragment);
        if (kind is not (SubschemaKind.Single or SubschemaKind.SingleOrArray) && at.Kind == JsonLiteralKind.Object && _scanned.Add(at))
        {
            new SchemaIdentifiers(documents).Scan(place);
            if (documents.FindRoot(at) is { } own)
                return place with { Identity = own };
        }

        return place;
    }

    private static JsonLiteral? Child(JsonLiteral value, string name)
    {
        if (value.Kind != JsonLiteralKind.Array)
            return value.Find(name);
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < value.Items.Count ? value.Items[index] : null;
    }
}

using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads the keywords of one schema, as far as its dialect has them. What it does not have is an annotation.</summary>
internal readonly struct SchemaKeywords(SchemaReader reader, SchemaNode node, SchemaIdentity identity)
{
    private SchemaDialect Dialect => identity.Dialect;

    public void Read(JsonLiteral schema)
    {
        if (SchemaIdentifiers.IsReference(schema, Dialect))
        {
            ReadCore("$ref", new KeywordValue(node, "$ref", schema.Find("$ref")!));
            return;
        }

        bool hasValidation = Dialect.Has(SchemaVocabularies.Validation);
        bool hasApplicators = Dialect.Has(SchemaVocabularies.Applicator);
        foreach (KeyValuePair<string, JsonLiteral> member in schema.Members)
        {
            KeywordValue value = new(node, member.Key, member.Value);
            if (ReadCore(member.Key, value))
                continue;
            if (hasValidation && new ValidationKeywords(node, Dialect, schema).Read(member.Key, value))
                continue;
            if (hasApplicators)
                ReadApplicator(member.Key, value, schema);
        }
    }

    private bool ReadCore(string keyword, KeywordValue value)
    {
        switch (keyword)
        {
            case "$ref":
                node.Refer(reader.Refer(value.ToText(), identity, node));
                return true;
            case "$dynamicRef" when Dialect.Since(SchemaDraft.Draft202012):
                reader.ReferDynamically(node, value.ToText(), identity, isRecursive: false);
                return true;
            case "$recursiveRef" when Dialect.Draft == SchemaDraft.Draft201909:
                reader.ReferDynamically(node, value.ToText(), identity, isRecursive: true);
                return true;
            case "title" when value.Literal.Kind == JsonLiteralKind.String:
                node.Title = value.Literal.Text;
                return true;
            case "description" when value.Literal.Kind == JsonLiteralKind.String:
                node.Description = value.Literal.Text;
                return true;
            case "format":
                if (reader.AssertsFormats(Dialect))
                    node.Format = value.ToText();
                return true;
            case "unevaluatedProperties" when Dialect.Since(SchemaDraft.Draft201909) && Dialect.Has(SchemaVocabularies.Unevaluated):
                node.UnevaluatedProperties = One(value);
                return true;
            case "unevaluatedItems" when Dialect.Since(SchemaDraft.Draft201909) && Dialect.Has(SchemaVocabularies.Unevaluated):
                node.UnevaluatedItems = One(value);
                return true;
            default:
                return false;
        }
    }

    private void ReadApplicator(string keyword, KeywordValue value, JsonLiteral schema)
    {
        switch (keyword)
        {
            case "properties":
                node.Properties = Map(value);
                break;
            case "patternProperties":
                node.PatternProperties = Map(value);
                break;
            case "additionalProperties":
                node.AdditionalProperties = One(value);
                break;
            case "propertyNames" when Dialect.Since(SchemaDraft.Draft06):
                node.PropertyNames = One(value);
                break;
            case "allOf":
                node.AllOf = [.. node.AllOf ?? [], .. Many(value)];
                break;
            case "anyOf":
                node.AnyOf = Many(value);
                break;
            case "oneOf":
                node.OneOf = Many(value);
                break;
            case "not":
                node.Not = One(value);
                break;
            case "if" when Dialect.Since(SchemaDraft.Draft07):
                node.If = One(value);
                break;
            case "then" when Dialect.Since(SchemaDraft.Draft07) && schema.Find("if") is not null:
                node.Then = One(value);
                break;
            case "else" when Dialect.Since(SchemaDraft.Draft07) && schema.Find("if") is not null:
                node.Else = One(value);
                break;
            case "contains" when Dialect.Since(SchemaDraft.Draft06):
                node.Contains = One(value);
                break;
            case "dependentSchemas" when Dialect.Since(SchemaDraft.Draft201909):
                node.DependentSchemas = [.. node.DependentSchemas ?? [], .. Map(value)];
                break;
            // Split up in draft 2019-09, which leaves it to implementations whether they go on with it.
            case "dependencies":
                ReadDependencies(value);
                break;
            default:
                ReadItems(keyword, value, schema);
                break;
        }
    }

    private void ReadItems(string keyword, KeywordValue value, JsonLiteral schema)
    {
        bool hasPrefix = Dialect.Since(SchemaDraft.Draft202012) && (schema.Find("prefixItems") is not null || !Dialect.IsAssumed);
        switch (keyword)
        {
            case "prefixItems" when Dialect.Since(SchemaDraft.Draft202012):
                node.PrefixItems = Many(value);
                break;
            case "items" when !hasPrefix && value.Literal.Kind == JsonLiteralKind.Array:
                node.PrefixItems = Many(value);
                break;
            case "items":
                node.Items = One(value);
                break;
            case "additionalItems" when !hasPrefix && schema.Find("items") is { Kind: JsonLiteralKind.Array }:
                node.Items = One(value);
                break;
        }
    }

    // The keyword that was split into dependentRequired and dependentSchemas.
    private void ReadDependencies(KeywordValue value)
    {
        List<KeyValuePair<string, IReadOnlyList<string>>> required = [.. node.DependentRequired ?? []];
        List<KeyValuePair<string, SchemaNode>> schemas = [.. node.DependentSchemas ?? []];
        foreach (KeyValuePair<string, JsonLiteral> member in value.ToMembers())
        {
            if (member.Value.Kind == JsonLiteralKind.Array)
                required.Add(new(member.Key, new KeywordValue(node, value.Keyword, member.Value).ToTexts()));
            else
                schemas.Add(new(member.Key, Below(value, member.Value, member.Key)));
        }

        node.DependentRequired = required.Count == 0 ? null : required;
        node.DependentSchemas = schemas.Count == 0 ? null : schemas;
    }

    private SchemaNode One(KeywordValue value) => reader.Below(value.Literal, node, identity, value.Keyword);

    private SchemaNode Below(KeywordValue value, JsonLiteral literal, string member) => reader.Below(literal, node, identity, value.Keyword, member);

    private SchemaNode[] Many(KeywordValue value)
    {
        IReadOnlyList<JsonLiteral> items = value.ToArray();
        SchemaNode[] nodes = new SchemaNode[items.Count];
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = Below(value, items[i], i.ToString(CultureInfo.InvariantCulture));
        return nodes;
    }

    private KeyValuePair<string, SchemaNode>[] Map(KeywordValue value)
    {
        IReadOnlyList<KeyValuePair<string, JsonLiteral>> members = value.ToMembers();
        var nodes = new KeyValuePair<string, SchemaNode>[members.Count];
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = new(members[i].Key, Below(value, members[i].Value, members[i].Key));
        return nodes;
    }
}

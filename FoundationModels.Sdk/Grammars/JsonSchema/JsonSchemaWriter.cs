using System.Globalization;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Writes a schema as JSON Schema of draft 2020-12. What is read from the text accepts the same values, save that <c>integer</c> of draft 04 gets its later meaning.</summary>
internal sealed class JsonSchemaWriter
{
    // Deeper parts become definitions, so that what was written can be read.
    private const int DeepestInline = 100;

    private static readonly (JsonTypes Type, string Name)[] TypeNames =
    [
        (JsonTypes.Null, "null"), (JsonTypes.Boolean, "boolean"), (JsonTypes.Number, "number"), (JsonTypes.Integer, "integer"),
        (JsonTypes.String, "string"), (JsonTypes.Array, "array"), (JsonTypes.Object, "object"),
    ];

    private readonly SchemaDefinitions _definitions;
    private int _depth;

    private JsonSchemaWriter(SchemaNode root) => _definitions = new SchemaDefinitions(root);

    /// <summary>The schema as compact JSON text.</summary>
    public static string Write(SchemaNode root) => ToLiteral(root).ToString();

    /// <summary>The schema as a JSON value.</summary>
    public static JsonLiteral ToLiteral(SchemaNode root)
    {
        if (root.Always is not null)
            return Boolean(root.Always.Value);
        JsonSchemaWriter writer = new(root);
        List<KeyValuePair<string, JsonLiteral>> members = [new("$schema", Text("https://json-schema.org/draft/2020-12/schema"))];
        if (writer._definitions.HasDynamicReferences)
            members.Add(new("$ref", Text(writer._definitions.ReferenceTo(root))));
        else
            members.AddRange(writer.Keywords(root).Members);
        List<KeyValuePair<string, JsonLiteral>> definitions = writer.WriteDefinitions();
        if (definitions.Count > 0)
            members.Add(new("$defs", JsonLiteral.OfObject(definitions)));
        return JsonLiteral.OfObject(members);
    }

    private List<KeyValuePair<string, JsonLiteral>> WriteDefinitions()
    {
        List<KeyValuePair<string, JsonLiteral>> plain = [];
        Dictionary<SchemaResource, List<KeyValuePair<string, JsonLiteral>>> apart = [];
        foreach (SchemaResource resource in _definitions.Resources)
            apart.Add(resource, []);
        while (_definitions.Next() is { } next)
        {
            JsonLiteral schema = next.Value.Always is { } always ? Boolean(always) : Keywords(next.Value);
            if (!_definitions.HasDynamicReferences)
                plain.Add(new(next.Key, schema));
            else
                apart[next.Value.Resource].Add(new(next.Key, WithAnchors(schema, next.Value)));
        }

        foreach (KeyValuePair<SchemaResource, List<KeyValuePair<string, JsonLiteral>>> resource in apart)
        {
            JsonLiteral definitions = JsonLiteral.OfObject(resource.Value);
            string uri = _definitions.UriOf(resource.Key);
            plain.Add(new("r" + plain.Count.ToString(CultureInfo.InvariantCulture), JsonLiteral.OfObject([new("$id", Text(uri)), new("$defs", definitions)])));
        }

        return plain;
    }

    private static JsonLiteral WithAnchors(JsonLiteral schema, SchemaNode node)
    {
        // One schema may have several names, and the text has room for one at each place: further ones go around it.
        foreach (KeyValuePair<string, SchemaNode> anchor in node.Resource.DynamicAnchors)
        {
            if (anchor.Value != node)
                continue;
            KeyValuePair<string, JsonLiteral> name = new("$dynamicAnchor", Text(AnchorName(anchor.Key)));
            schema = schema.Find("$dynamicAnchor") is null && schema.Kind == JsonLiteralKind.Object
                ? JsonLiteral.OfObject([name, .. schema.Members])
                : JsonLiteral.OfObject([name, new("allOf", JsonLiteral.OfArray([schema]))]);
        }

        return schema;
    }

    private static string AnchorName(string anchor) => anchor.Length == 0 ? "_" : anchor;

    private JsonLiteral Keywords(SchemaNode node)
    {
        List<KeyValuePair<string, JsonLiteral>> members = [];
        void Add(string keyword, JsonLiteral? value)
        {
            if (value is not null)
                members.Add(new(keyword, value));
        }

        _depth++;
        Add("title", Text(node.Title));
        Add("description", Text(node.Description));
        if (node.Ref is { } target)
            Add("$ref", Text(_definitions.ReferenceTo(target)));
        if (node.DynamicRef is { } reference)
            Add("$dynamicRef", Text(_definitions.UriOf(reference.Initial.Resource) + "#" + AnchorName(reference.Anchor)));
        AddTypes(node, members);
        Add("const", node.Const);
        Add("enum", node.Enum is { } values ? JsonLiteral.OfArray(values) : null);
        AddScalars(node, Add);
        Add("prefixItems", Many(node.PrefixItems, node));
        Add("items", One(node.Items, node));
        AddContains(node, members);
        Add("minItems", Count(node.MinItems));
        Add("maxItems", Count(node.MaxItems));
        Add("uniqueItems", node.UniqueItems ? JsonLiteral.True : null);
        Add("properties", Map(node.Properties, node));
        Add("patternProperties", Map(node.PatternProperties, node));
        Add("additionalProperties", One(node.AdditionalProperties, node));
        Add("propertyNames", One(node.PropertyNames, node));
        Add("required", node.Required is { } required ? Texts(required) : null);
        Add("minProperties", Count(node.MinProperties));
        Add("maxProperties", Count(node.MaxProperties));
        Add("dependentRequired", DependentRequired(node));
        Add("dependentSchemas", Map(node.DependentSchemas?.Where(d => IsFirst(d, node)).ToList(), node));
        Add("anyOf", Many(node.AnyOf, node));
        Add("oneOf", Many(node.OneOf, node));
        Add("not", One(node.Not, node));
        Add("if", One(node.If, node));
        Add("then", node.If is null ? null : One(node.Then, node));
        Add("else", node.If is null ? null : One(node.Else, node));
        Add("unevaluatedItems", One(node.UnevaluatedItems, node));
        Add("unevaluatedProperties", One(node.UnevaluatedProperties, node));
        AddAllOf(node, members);
        _depth--;
        return JsonLiteral.OfObject(members);
    }

    private static void AddScalars(SchemaNode node, Action<string, JsonLiteral?> add)
    {
        add("minimum", Number(node.Minimum));
        add("maximum", Number(node.Maximum));
        add("exclusiveMinimum", Number(node.ExclusiveMinimum));
        add("exclusiveMaximum", Number(node.ExclusiveMaximum));
        add("multipleOf", Number(node.MultipleOf));
        add("minLength", Count(node.MinLength));
        add("maxLength", Count(node.MaxLength));
        add("pattern", Text(node.Pattern));
        add("format", Text(node.Format));
    }

    private static void AddTypes(SchemaNode node, List<KeyValuePair<string, JsonLiteral>> members)
    {
        if (node.Types is not { } types || types == JsonTypes.None)
            return;
        List<string> names = [];
        foreach ((JsonTypes type, string name) in TypeNames)
        {
            if ((types & type) == type && !(type == JsonTypes.Integer && (types & JsonTypes.Number) == JsonTypes.Number))
                names.Add(name);
        }

        members.Add(new("type", names.Count == 1 ? JsonLiteral.OfString(names[0]) : Texts(names)));
    }

    private void AddContains(SchemaNode node, List<KeyValuePair<string, JsonLiteral>> members)
    {
        // Where it must not count as evaluated, AddAllOf hides it.
        if (node.Resource.ContainsEvaluates)
            members.AddRange(Contains(node));
    }

    private List<KeyValuePair<string, JsonLiteral>> Contains(SchemaNode node)
    {
        if (node.Contains is null)
            return [];
        List<KeyValuePair<string, JsonLiteral>> members = [new("contains", One(node.Contains, node)!)];
        if (node.MinContains is not null)
            members.Add(new("minContains", Count(node.MinContains)!));
        if (node.MaxContains is not null)
            members.Add(new("maxContains", Count(node.MaxContains)!));
        return members;
    }

    private void AddAllOf(SchemaNode node, List<KeyValuePair<string, JsonLiteral>> members)
    {
        List<JsonLiteral> parts = [.. Many(node.AllOf, node)?.Items ?? []];
        if (node.Types == JsonTypes.None)
            parts.Add(JsonLiteral.False);
        if (node.Contains is not null && !node.Resource.ContainsEvaluates)
            parts.Add(Not(Not(JsonLiteral.OfObject(Contains(node)))));
        foreach (KeyValuePair<string, SchemaNode> dependency in node.DependentSchemas?.Where(d => !IsFirst(d, node)) ?? [])
            parts.Add(JsonLiteral.OfObject([new("dependentSchemas", Map([dependency], node)!)]));
        if (parts.Count > 0)
            members.Add(new("allOf", JsonLiteral.OfArray(parts)));
    }

    // The keyword that was split up may give a name a second schema.
    private static bool IsFirst(KeyValuePair<string, SchemaNode> dependency, SchemaNode node) =>
        node.DependentSchemas!.First(d => d.Key == dependency.Key).Value == dependency.Value;

    private static JsonLiteral Not(JsonLiteral schema) => JsonLiteral.OfObject([new("not", schema)]);

    private JsonLiteral? One(SchemaNode? child, SchemaNode parent)
    {
        if (child is null)
            return null;
        if (child.Always is { } always)
            return Boolean(always);
        return _depth >= DeepestInline || _definitions.NeedsName(child, parent)
            ? JsonLiteral.OfObject([new("$ref", Text(_definitions.ReferenceTo(child)))])
            : Keywords(child);
    }

    private JsonLiteral? Many(IReadOnlyList<SchemaNode>? children, SchemaNode parent) =>
        children is null ? null : JsonLiteral.OfArray([.. children.Select(c => One(c, parent)!)]);

    private JsonLiteral? Map(IReadOnlyList<KeyValuePair<string, SchemaNode>>? children, SchemaNode parent) =>
        children is null ? null : JsonLiteral.OfObject([.. children.Select(c => new KeyValuePair<string, JsonLiteral>(c.Key, One(c.Value, parent)!))]);

    private static JsonLiteral? DependentRequired(SchemaNode node)
    {
        if (node.DependentRequired is not { } required)
            return null;
        // A name may come twice: the keyword that this one was split from counts beside it.
        var merged = required.GroupBy(d => d.Key, StringComparer.Ordinal)
            .Select(g => new KeyValuePair<string, JsonLiteral>(g.Key, Texts([.. g.SelectMany(d => d.Value).Distinct(StringComparer.Ordinal)])));
        return JsonLiteral.OfObject([.. merged]);
    }

    private static JsonLiteral Boolean(bool value) => JsonLiteral.OfBoolean(value);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static JsonLiteral? Text(string? text) => text is null ? null : JsonLiteral.OfString(text);

    private static JsonLiteral Texts(IReadOnlyList<string> texts) => JsonLiteral.OfArray([.. texts.Select(JsonLiteral.OfString)]);

    private static JsonLiteral? Number(ExactDecimal? value) => value is { } number ? JsonLiteral.OfNumber(number) : null;

    private static JsonLiteral? Count(long? value) => value is { } count ? JsonLiteral.OfNumber(ExactDecimal.FromInt64(count)) : null;
}

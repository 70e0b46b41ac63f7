using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>
/// One schema: the keywords that mean something for validity, in the terms of draft 2020-12 whatever draft they were written in. Null is a keyword that is absent.
/// Schemas refer to each other as objects, so a graph of them may have cycles. Nobody changes a node once its graph is built.
/// </summary>
internal sealed class SchemaNode
{
    private string? _pointer = "";
    private SchemaNode? _parent;
    private string _keyword = "";
    private string? _member;

    // Few schemas have any.
    private NumberBounds? _numbers;
    private CountBounds? _counts;

    /// <summary>Gets or sets the JSON pointer from the root of its document; the URI of the document and <c>#</c> stand before it unless it is the main one.</summary>
    public string Pointer
    {
        get => _pointer ??= _parent!.Pointer + "/" + JsonPointer.Escape(_keyword) + (_member is null ? "" : "/" + JsonPointer.Escape(_member));
        set => _pointer = value;
    }

    /// <summary>Gets or sets the answer of the schemas <c>true</c> and <c>false</c>; null for schemas with keywords.</summary>
    public bool? Always { get; set; }

    public JsonTypes? Types { get; set; }

    public IReadOnlyList<JsonLiteral>? Enum { get; set; }

    public JsonLiteral? Const { get; set; }

    public ExactDecimal? Minimum
    {
        get => _numbers?.Minimum;
        set => (_numbers ??= new NumberBounds()).Minimum = value;
    }

    public ExactDecimal? Maximum
    {
        get => _numbers?.Maximum;
        set => (_numbers ??= new NumberBounds()).Maximum = value;
    }

    public ExactDecimal? ExclusiveMinimum
    {
        get => _numbers?.ExclusiveMinimum;
        set => (_numbers ??= new NumberBounds()).ExclusiveMinimum = value;
    }

    public ExactDecimal? ExclusiveMaximum
    {
        get => _numbers?.ExclusiveMaximum;
        set => (_numbers ??= new NumberBounds()).ExclusiveMaximum = value;
    }

    public ExactDecimal? MultipleOf
    {
        get => _numbers?.MultipleOf;
        set => (_numbers ??= new NumberBounds()).MultipleOf = value;
    }

    public long? MinLength
    {
        get => _counts?.MinLength;
        set => (_counts ??= new CountBounds()).MinLength = value;
    }

    public long? MaxLength
    {
        get => _counts?.MaxLength;
        set => (_counts ??= new CountBounds()).MaxLength = value;
    }

    public string? Pattern { get; set; }

    /// <summary>Gets or sets the format that strings must have; null where <c>format</c> is an annotation.</summary>
    public string? Format { get; set; }

    public IReadOnlyList<SchemaNode>? PrefixItems { get; set; }

    /// <summary>Gets or sets the schema of the items behind the prefix.</summary>
    public SchemaNode? Items { get; set; }

    public SchemaNode? Contains { get; set; }

    public long? MinContains
    {
        get => _counts?.MinContains;
        set => (_counts ??= new CountBounds()).MinContains = value;
    }

    public long? MaxContains
    {
        get => _counts?.MaxContains;
        set => (_counts ??= new CountBounds()).MaxContains = value;
    }

    public long? MinItems
    {
        get => _counts?.MinItems;
        set => (_counts ??= new CountBounds()).MinItems = value;
    }

    public long? MaxItems
    {
        get => _counts?.MaxItems;
        set => (_counts ??= new CountBounds()).MaxItems = value;
    }

    public bool UniqueItems { get; set; }

    public SchemaNode? UnevaluatedItems { get; set; }

    public IReadOnlyList<KeyValuePair<string, SchemaNode>>? Properties { get; set; }

    public IReadOnlyList<KeyValuePair<string, SchemaNode>>? PatternProperties { get; set; }

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    public SchemaNode? UnevaluatedProperties { get; set; }

    public IReadOnlyList<string>? Required { get; set; }

    public long? MinProperties
    {
        get => _counts?.MinProperties;
        set => (_counts ??= new CountBounds()).MinProperties = value;
    }

    public long? MaxProperties
    {
        get => _counts?.MaxProperties;
        set => (_counts ??= new CountBounds()).MaxProperties = value;
    }

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? DependentRequired { get; set; }

    public IReadOnlyList<KeyValuePair<string, SchemaNode>>? DependentSchemas { get; set; }

    public IReadOnlyList<SchemaNode>? AllOf { get; set; }

    public IReadOnlyList<SchemaNode>? AnyOf { get; set; }

    public IReadOnlyList<SchemaNode>? OneOf { get; set; }

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    /// <summary>Gets or sets the schema that <c>$ref</c> names.</summary>
    public SchemaNode? Ref { get; set; }

    /// <summary>Gets or sets a reference whose target depends on the way to it.</summary>
    public DynamicReference? DynamicRef { get; set; }

    /// <summary>Gets or sets the resource that the schema belongs to.</summary>
    public SchemaResource Resource { get; set; } = SchemaResource.Anonymous;

    public string? Title { get; set; }

    public string? Description { get; set; }

    /// <summary>Makes values fit another schema too.</summary>
    public void Refer(SchemaNode target)
    {
        if (Ref is null)
            Ref = target;
        else
            AllOf = [.. AllOf ?? [], target];
    }

    /// <summary>Says where the schema stands without spelling out its pointer, which few schemas are ever asked for.</summary>
    public void PlaceBelow(SchemaNode parent, string keyword, string? member = null)
    {
        _pointer = null;
        _parent = parent;
        _keyword = keyword;
        _member = member;
    }
}

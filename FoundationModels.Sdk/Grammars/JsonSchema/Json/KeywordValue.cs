using System.Globalization;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The value of a keyword, to be read in the shape that the keyword needs. Another shape is refused.</summary>
/// <param name="Node">The schema.</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="Literal">The value.</param>
internal readonly record struct KeywordValue(SchemaNode Node, string Keyword, JsonLiteral Literal)
{
    public string ToText() => Literal.Kind == JsonLiteralKind.String ? Literal.Text : throw Refuse("a string");

    public bool ToBoolean() => Literal.Kind == JsonLiteralKind.Boolean ? Literal.Boolean : throw Refuse("true or false");

    public ExactDecimal ToNumber() => Literal.Kind == JsonLiteralKind.Number ? Literal.Number : throw Refuse("a number");

    public ExactDecimal ToDivisor() => ToNumber() is { Sign: > 0 } number ? number : throw Refuse("a number greater than 0");

    /// <summary>A count, which may be spelled <c>2.0</c>.</summary>
    public long ToCount()
    {
        if (Literal.Kind != JsonLiteralKind.Number || !Literal.Number.IsInteger || Literal.Number.Sign < 0)
            throw Refuse("an integer that is not negative");
        return Literal.Number.TryGetInt64(out long count) ? count : long.MaxValue;
    }

    public IReadOnlyList<JsonLiteral> ToArray() => Literal.Kind == JsonLiteralKind.Array ? Literal.Items : throw Refuse("an array");

    public IReadOnlyList<KeyValuePair<string, JsonLiteral>> ToMembers() =>
        Literal.Kind == JsonLiteralKind.Object ? Literal.Members : throw Refuse("an object");

    public string[] ToTexts()
    {
        IReadOnlyList<JsonLiteral> items = ToArray();
        string[] texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = items[i].Kind == JsonLiteralKind.String ? items[i].Text : throw Refuse("an array of strings", i.ToString(CultureInfo.InvariantCulture));
        return texts;
    }

    public JsonTypes ToTypes()
    {
        if (Literal.Kind == JsonLiteralKind.String)
            return ToType(Literal.Text);
        JsonTypes types = JsonTypes.None;
        foreach (string name in ToTexts())
            types |= ToType(name);
        return types;
    }

    /// <summary>The refusal of a value in the wrong shape.</summary>
    public GrammarRefusal Refuse(string expected, string? member = null) =>
        new($"{Node.Pointer}/{JsonPointer.Escape(Keyword)}{(member is null ? "" : "/" + JsonPointer.Escape(member))}", $"{Keyword} must be {expected}.");

    private JsonTypes ToType(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        _ => throw new GrammarRefusal($"{Node.Pointer}/{Keyword}", $"JSON has no type '{name}'."),
    };
}

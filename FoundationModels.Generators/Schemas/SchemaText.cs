using System.Globalization;
using System.Text;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Generators.Schemas;

/// <summary>Writes a schema as compact JSON in Apple's dialect: titles, and <c>x-order</c> for the order of properties.</summary>
internal sealed class SchemaText
{
    private readonly StringBuilder _json = new();
    private readonly SchemaDocument _document;
    private bool _needsComma;

    private SchemaText(SchemaDocument document) => _document = document;

    public static string Write(SchemaDocument document)
    {
        SchemaText text = new(document);
        text.Begin('{');
        text.Keywords(document.Root);
        if (document.Definitions.Count > 0)
        {
            text.Key("$defs").Begin('{');
            foreach (KeyValuePair<string, SchemaNode> definition in document.Definitions)
                text.Key(definition.Key).Schema(definition.Value);
            text.End('}');
        }

        text.End('}');
        return Printable(text._json.ToString());
    }

    /// <summary>Escapes what a line of C# can't hold: the line ends that C# knows beside those of JSON, and halves of surrogate pairs. All of them stand in strings.</summary>
    private static string Printable(string json)
    {
        StringBuilder output = new(json.Length);
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (char.IsHighSurrogate(c) && i + 1 < json.Length && char.IsLowSurrogate(json[i + 1]))
                output.Append(c).Append(json[++i]);
            else if (char.IsSurrogate(c) || c is '\u0085' or '\u2028' or '\u2029' or '\uFEFF')
                output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                output.Append(c);
        }

        return output.ToString();
    }

    private void Schema(SchemaNode node)
    {
        if (node.Always is { } always && node.Description is null)
        {
            Raw(always ? "true" : "false");
            return;
        }

        Begin('{');
        Keywords(node);
        End('}');
    }

    private void Keywords(SchemaNode node)
    {
        Text("title", node.Title);
        Text("description", node.Description);
        if (node.Ref is { } target)
            Text("$ref", "#" + target.Pointer);
        if (node.Types is { } types)
            Text("type", types.ToString().ToLowerInvariant());
        if (node.Const is { } constant)
            Key("const").Raw(constant.ToString()!);
        if (node.Enum is { } choices)
            Key("enum").Raw("[" + string.Join(",", choices) + "]");
        Text("format", node.Format);
        Text("pattern", node.Pattern);
        Number("minimum", Plain(node.Minimum));
        Number("maximum", Plain(node.Maximum));
        if (node.Items is { } items)
            Key("items").Schema(items);
        Number("minItems", node.MinItems?.ToString(CultureInfo.InvariantCulture));
        Number("maxItems", node.MaxItems?.ToString(CultureInfo.InvariantCulture));
        if (node.UniqueItems)
            Key("uniqueItems").Raw("true");
        Object(node);
        if (node.AnyOf is { } anyOf)
        {
            Key("anyOf").Begin('[');
            foreach (SchemaNode choice in anyOf)
            {
                Separate();
                Schema(choice);
            }

            End(']');
        }
    }

    private void Object(SchemaNode node)
    {
        if (node.Properties is { } properties)
        {
            Key("properties").Begin('{');
            foreach (KeyValuePair<string, SchemaNode> property in properties)
                Key(property.Key).Schema(property.Value);
            End('}');
            Strings("required", node.Required!);
        }

        if (node.AdditionalProperties is { } others)
            Key("additionalProperties").Schema(others);
        Number("minProperties", node.MinProperties?.ToString(CultureInfo.InvariantCulture));
        Number("maxProperties", node.MaxProperties?.ToString(CultureInfo.InvariantCulture));
        if (node.Properties is { } ordered)
            Strings("x-order", ordered.Select(p => p.Key));
    }

    private void Text(string key, string? value)
    {
        if (value is not null)
            Key(key).Raw(Quoted(value));
    }

    private void Number(string key, string? value)
    {
        if (value is not null)
            Key(key).Raw(value);
    }

    /// <summary>A number in digits alone where they are few: models read those better than exponents.</summary>
    private static string? Plain(ExactDecimal? number)
    {
        if (number is not { } value || value.Exponent is < -20 or > 20)
            return number?.ToString();
        string digits = System.Numerics.BigInteger.Abs(value.Mantissa).ToString(CultureInfo.InvariantCulture);
        if (value.Exponent >= 0)
        {
            digits += new string('0', value.Exponent);
        }
        else
        {
            digits = digits.PadLeft(1 - value.Exponent, '0');
            digits = digits.Insert(digits.Length + value.Exponent, ".");
        }

        return value.Sign < 0 ? "-" + digits : digits;
    }

    private void Strings(string key, IEnumerable<string> values) => Key(key).Raw("[" + string.Join(",", values.Select(Quoted)) + "]");

    private static string Quoted(string text) => JsonLiteral.OfString(text).ToString()!;

    private SchemaText Key(string name)
    {
        Separate();
        _json.Append(Quoted(name)).Append(':');
        _needsComma = false;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
            _json.Append(',');
        _needsComma = false;
    }

    private void Raw(string json)
    {
        _json.Append(json);
        _needsComma = true;
    }

    private void Begin(char bracket)
    {
        _json.Append(bracket);
        _needsComma = false;
    }

    private void End(char bracket)
    {
        _json.Append(bracket);
        _needsComma = true;
    }
}

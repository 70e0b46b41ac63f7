using System.Globalization;
using System.Numerics;
using System.Text.Json;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Reads JSON into values, as Python's <c>json.loads</c> does.</summary>
internal static class TemplateJson
{
    /// <summary>The value of an element. Its strings and keys get the provenance, which is untrusted unless the SDK wrote the JSON itself.</summary>
    public static TemplateValue Read(JsonElement element, TextProvenance provenance = TextProvenance.Untrusted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                DictionaryValue dictionary = new();
                foreach (JsonProperty property in element.EnumerateObject())
                    dictionary.Set(new StringValue(property.Name, provenance), Read(property.Value, provenance));
                return dictionary;
            case JsonValueKind.Array:
                return new ListValue([.. element.EnumerateArray().Select(e => Read(e, provenance))]);
            case JsonValueKind.String:
                return new StringValue(element.GetString()!, provenance);
            case JsonValueKind.Number:
                return ReadNumber(element.GetRawText());
            case JsonValueKind.True:
                return BooleanValue.True;
            case JsonValueKind.False:
                return BooleanValue.False;
            default:
                return NoneValue.Instance;
        }
    }

    private static TemplateValue ReadNumber(string text) => text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
        ? new FloatValue(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
        : text.Length <= 4300
            ? new IntegerValue(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : throw new TemplateFault("A number has more digits than a template can print.");
}

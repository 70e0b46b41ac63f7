using System.Text.Json;

namespace FoundationModels.ChatTemplates;

/// <summary>Filters from and to JSON.</summary>
internal static class JsonFilters
{
    /// <summary>Gets the filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, TemplateOperation>> All { get; } = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["tojson"] = ToJson,
        ["from_json"] = FromJson,
        ["fromjson"] = FromJson,
    };

    private static StringValue ToJson(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
        string? indent = bound[1] switch
        {
            null or NoneValue => null,
            StringValue text => text.Plain,
            { } width => new string(' ', Math.Clamp(PythonNumbers.ToCount(width, "indent"), 0, 1024)),
        };
        (string item, string key) = (indent is null ? ", " : ",", ": ");
        if (bound[2] is not (null or NoneValue))
        {
            List<TemplateValue> separators = [.. bound[2]!.Items().Take(3)];
            if (separators is not [StringValue first, StringValue second])
                throw new TemplateFault("'separators' must be two strings");
            (item, key) = (first.Plain, second.Plain);
        }

        JsonText writer = new(state)
        {
            EscapesNonAscii = bound[0] is { IsTruthy: true },
            Indent = indent,
            ItemSeparator = item,
            KeySeparator = key,
            SortsKeys = bound[3] is { IsTruthy: true },
        };
        return writer.Write(input);
    }

    // Not in the reference, but templates of some models expect the hosts that made them to have it.
    private static TemplateValue FromJson(RenderState state, TemplateValue input, CallArguments arguments)
    {
        string text = PythonText.ToText(state, input).Plain;
        state.ChargeText(text.Length * 16L);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return TemplateJson.Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new TemplateFault($"The text is no JSON: {e.Message}");
        }
    }
}

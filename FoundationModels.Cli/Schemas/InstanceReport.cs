using System.Globalization;
using System.Text;
using System.Text.Json;

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Cli.Schemas;

/// <summary>The outcome of a check, for people and for programs.</summary>
internal static class InstanceReport
{
    /// <summary>The outcome as lines.</summary>
    public static string Write(InstanceCheck check)
    {
        var text = new StringBuilder();
        text.Append(check.IsValid ? "valid\n" : "invalid\n");
        foreach (ValidationError error in check.Errors)
        {
            string place = error.InstancePath.Length == 0 ? "(root)" : error.InstancePath;
            string keyword = error.SchemaPointer.Length == 0 ? "" : $" ({error.SchemaPointer})";
            text.Append(CultureInfo.InvariantCulture, $"  {place}: {error.Reason.ReplaceLineEndings(" ")}{keyword}\n");
        }

        if (check.Refusal is not null)
            text.Append(CultureInfo.InvariantCulture, $"  no model can be held to the schema: {check.Refusal}\n");
        else if (check.Stop is { } stop)
            text.Append(CultureInfo.InvariantCulture, $"  a model would not spell it so: the grammar stops at byte {stop}\n");
        return text.ToString();
    }

    /// <summary>The outcome as an object.</summary>
    public static void Write(Utf8JsonWriter json, InstanceCheck check)
    {
        json.WriteStartObject();
        json.WriteBoolean("valid", check.IsValid);
        json.WriteStartArray("errors");
        foreach (ValidationError error in check.Errors)
        {
            json.WriteStartObject();
            json.WriteString("instance", error.InstancePath);
            json.WriteString("schema", error.SchemaPointer);
            json.WriteString("reason", error.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (check.Refusal is not null)
            json.WriteString("refusal", check.Refusal);
        else if (check.Stop is { } stop)
            json.WriteNumber("stopsAtByte", stop);
        json.WriteEndObject();
    }
}

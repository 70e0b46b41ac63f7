using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FoundationModels.Generation;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Tells a model of its tools in words, in its family's own form, where its chat template has none for them.</summary>
internal static class ToolPrompt
{
    /// <summary>The tools in the form in which chat templates are given them, as a JSON array.</summary>
    public static string ToJson(IEnumerable<ToolDefinition> tools) => $"[{string.Join(", ", tools.Select(ToJson))}]";

    /// <summary>The words that introduce tools, for the instructions.</summary>
    /// <param name="tools">The tools; at least one.</param>
    /// <param name="format">How they are called.</param>
    public static string Introduce(IReadOnlyList<ToolDefinition> tools, ToolCallFormat format)
    {
        StringBuilder text = new("You can call functions. Their signatures, one JSON object a line:\n<tools>\n");
        foreach (ToolDefinition tool in tools)
            text.Append(ToJson(tool)).Append('\n');
        return text.Append("</tools>\nTo call one, write its name and its arguments as JSON, in this form:\n")
            .Append(format.Open).Append(format.Begin).Append("NAME").Append(format.Middle).Append("{\"ARGUMENT\": VALUE}").Append(format.End).Append(format.Close)
            .ToString();
    }

    /// <summary>Calls as the family writes them.</summary>
    public static PromptText Write(Transcript.ToolCalls calls, ToolCallFormat format)
    {
        PromptTextBuilder text = new();
        text.Append(format.Open, TextProvenance.Template);
        for (int i = 0; i < calls.Calls.Count; i++)
        {
            if (i > 0)
                text.Append(format.Separator, TextProvenance.Template);
            text.Append(format.Begin, TextProvenance.Template);
            text.Append(calls.Calls[i].ToolName, TextProvenance.Untrusted);
            text.Append(format.Middle, TextProvenance.Template);
            text.Append(calls.Calls[i].ArgumentsJson, TextProvenance.Untrusted);
            text.Append(format.End, TextProvenance.Template);
        }

        text.Append(format.Close, TextProvenance.Template);
        return text.ToPromptText();
    }

    /// <summary>What a tool gave back, as the family reads it.</summary>
    public static PromptText Write(Transcript.ToolOutput output, ToolCallFormat format) => PromptText.Concat(
        new PromptText(format.OutputBegin, TextProvenance.Template),
        new PromptText(output.Text, TextProvenance.Untrusted),
        new PromptText(format.OutputEnd, TextProvenance.Template));

    private static string ToJson(ToolDefinition tool)
    {
        JsonObject function = new() { ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = WithoutNotes(SchemaText.Parse(tool.Parameters)) };
        return new JsonObject { ["type"] = "function", ["function"] = function }.ToJsonString(Plain);
    }

    // What says nothing about values only costs tokens.
    private static JsonNode WithoutNotes(JsonNode schema)
    {
        switch (schema)
        {
            case JsonObject members:
                members.Remove("$schema");
                members.Remove("x-order");
                foreach ((_, JsonNode? value) in members)
                {
                    if (value is not null)
                        WithoutNotes(value);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    if (item is not null)
                        WithoutNotes(item);
                }

                break;
        }

        return schema;
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = JsonTypeInfoResolver.Combine() };
}

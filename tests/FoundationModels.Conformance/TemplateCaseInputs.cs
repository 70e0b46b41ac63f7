using System.Text.Json;
using FoundationModels.ChatTemplates;

namespace FoundationModels.Conformance;

/// <summary>Reads the inputs of a case.</summary>
internal static class TemplateCaseInputs
{
    /// <summary>The inputs, with the clock of the reference.</summary>
    public static ChatTemplateInputs Read(JsonElement inputs)
    {
        Dictionary<string, string> tokens = new(StringComparer.Ordinal);
        Dictionary<string, TemplateValue> variables = new(StringComparer.Ordinal);
        foreach (JsonProperty property in inputs.EnumerateObject())
        {
            if (property.Name.EndsWith("_token", StringComparison.Ordinal) && property.Value.ValueKind == JsonValueKind.String)
                tokens[property.Name] = property.Value.GetString()!;
            else if (property.Name is not ("messages" or "tools" or "documents" or "add_generation_prompt" or "continue_final_message"))
                variables[property.Name] = TemplateJson.Read(property.Value);
        }

        return new ChatTemplateInputs
        {
            Messages = ((ListValue)TemplateJson.Read(inputs.GetProperty("messages"))).Values,
            Tools = Optional(inputs, "tools"),
            Documents = Optional(inputs, "documents"),
            AddGenerationPrompt = IsTrue(inputs, "add_generation_prompt"),
            ContinueFinalMessage = IsTrue(inputs, "continue_final_message"),
            SpecialTokens = tokens,
            Variables = variables,
            Clock = FrozenClock.Instance,
        };
    }

    private static TemplateValue? Optional(JsonElement inputs, string name) =>
        inputs.TryGetProperty(name, out JsonElement value) ? TemplateJson.Read(value) : null;

    private static bool IsTrue(JsonElement inputs, string name) =>
        inputs.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}

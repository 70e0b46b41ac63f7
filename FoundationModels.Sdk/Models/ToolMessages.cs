using System.Text.Json;
using FoundationModels.ChatTemplates;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>Makes the messages of a chat template of a transcript with tools.</summary>
/// <remarks>
/// Templates that know tools get them as data and write them in their own way. For the others the words stand in the messages, in the form that the model's family knows. Either way, what a
/// tool gave back is untrusted text: nothing in it can become a control token.
/// </remarks>
/// <param name="format">How the family writes calls.</param>
/// <param name="templateKnowsTools">Whether the template has words for tools.</param>
/// <param name="vocabularyKey">Names the vocabulary of generated ids.</param>
internal sealed class ToolMessages(ToolCallFormat format, bool templateKnowsTools, string vocabularyKey)
{
    /// <summary>The tools as a template is given them; null where it has no words for them.</summary>
    public TemplateValue? Tools(IReadOnlyList<ToolDefinition> tools)
    {
        ToolDefinition[] told = Told(tools);
        if (!templateKnowsTools || told.Length == 0)
            return null;
        using JsonDocument json = JsonDocument.Parse(ToolPrompt.ToJson(told));
        return TemplateJson.Read(json.RootElement);
    }

    /// <summary>The messages.</summary>
    /// <exception cref="FoundationModelsException">An entry is of a kind that no model is given.</exception>
    public List<TemplateValue> Of(Transcript transcript, IReadOnlyList<ToolDefinition> tools)
    {
        List<TemplateValue> messages = [];
        ToolDefinition[] told = templateKnowsTools ? [] : Told(tools);
        if (told.Length > 0 && transcript is not [Transcript.Instructions, ..])
            messages.Add(Message("system", Untrusted(ToolPrompt.Introduce(told, format))));
        for (int i = 0; i < transcript.Count; i++)
        {
            switch (transcript[i])
            {
                case Transcript.Instructions instructions:
                    string text = i == 0 && told.Length > 0 ? $"{instructions.Text}\n\n{ToolPrompt.Introduce(told, format)}" : instructions.Text;
                    messages.Add(Message("system", Untrusted(text)));
                    break;
                case Transcript.Prompt prompt:
                    messages.Add(Message("user", Untrusted(SchemaPrompt.TextOf(prompt))));
                    break;
                case Transcript.Response response when i + 1 < transcript.Count && transcript[i + 1] is Transcript.ToolCalls calls:
                    messages.Add(Calls(response, calls));
                    i++;
                    break;
                case Transcript.Response response:
                    messages.Add(Message("assistant", new PromptText(response.Text, TextProvenance.Model, response.Tokens.For(vocabularyKey))));
                    break;
                case Transcript.ToolCalls calls:
                    messages.Add(Calls(null, calls));
                    break;
                case Transcript.ToolOutput output:
                    messages.Add(Output(output));
                    break;
                case { } entry:
                    throw new FoundationModelsException(
                        $"The transcript has an entry of the kind {entry.GetType().Name}, which no model can be given. Remove the entry from the transcript.");
            }
        }

        return messages;
    }

    private static ToolDefinition[] Told(IReadOnlyList<ToolDefinition> tools) => [.. tools.Where(t => t.IncludesSchemaInInstructions)];

    private DictionaryValue Calls(Transcript.Response? before, Transcript.ToolCalls calls)
    {
        // The model goes on best from exactly what it wrote.
        if (calls.Message.Text is { } message && calls.Message.Tokens.For(vocabularyKey) is { IsEmpty: false } ids)
            return Message("assistant", new PromptText(message, TextProvenance.Model, ids));
        PromptText text = before is null ? PromptText.Empty : new PromptText(before.Text, TextProvenance.Model);
        if (!templateKnowsTools)
            return Message("assistant", PromptText.Concat(text, ToolPrompt.Write(calls, format)));
        return Message("assistant", text).Set("tool_calls", new ListValue([.. calls.Calls.Select(Call)]));
    }

    private static TemplateValue Call(Transcript.ToolCall call)
    {
        using JsonDocument arguments = JsonDocument.Parse(call.ArgumentsJson, new JsonDocumentOptions { MaxDepth = Transcripts.JsonText.MaximumDepth });
        DictionaryValue function = new DictionaryValue()
            .Set("name", new StringValue(call.ToolName, TextProvenance.Untrusted))
            .Set("arguments", TemplateJson.Read(arguments.RootElement));
        return new DictionaryValue()
            .Set("id", new StringValue(call.Id, TextProvenance.Untrusted))
            .Set("type", new StringValue("function", TextProvenance.Template))
            .Set("function", function);
    }

    private DictionaryValue Output(Transcript.ToolOutput output) => templateKnowsTools
        ? Message("tool", Untrusted(output.Text))
            .Set("name", new StringValue(output.ToolName, TextProvenance.Untrusted))
            .Set("tool_call_id", new StringValue(output.Id, TextProvenance.Untrusted))
        : Message(format.OutputRole, ToolPrompt.Write(output, format));

    private static PromptText Untrusted(string text) => new(text, TextProvenance.Untrusted);

    // The roles are this type's own words, so that templates may turn them into text next to their turn marks.
    private static DictionaryValue Message(string role, PromptText content) => new DictionaryValue()
        .Set("role", new StringValue(role, TextProvenance.Template))
        .Set("content", new StringValue(content));
}

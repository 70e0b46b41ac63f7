using FoundationModels.ChatTemplates;
using FoundationModels.Prompts;

namespace FoundationModels.Conformance;

/// <summary>The shapes of conversation that are tried, with one text in every place where a user, a tool or an app writes.</summary>
internal static class ProvenanceConversation
{
    /// <summary>Gets the shapes' names.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["user", "system", "assistant", "tool", "tools", "parts"];

    /// <summary>The inputs of a shape.</summary>
    /// <param name="shape">The shape's name.</param>
    /// <param name="tokens">The declared special tokens.</param>
    /// <param name="text">The text for each place.</param>
    /// <param name="parts">The texts for the parts of a message that has parts.</param>
    public static ChatTemplateInputs Build(
        string shape, IReadOnlyDictionary<string, string> tokens, string text, IReadOnlyList<string> parts)
    {
        TemplateValue content = Untrusted(text);
        TemplateValue[] messages = shape switch
        {
            "user" => [Message("user", content)],
            "system" => [Message("system", content), Message("user", content)],
            "assistant" => [Message("user", content), Message("assistant", content), Message("user", content)],
            "tool" or "tools" =>
            [
                Message("user", content),
                Message("assistant", Untrusted("")).Set("tool_calls", new ListValue([Call(content)])),
                Message("tool", content).Set("tool_call_id", Untrusted("call00001")).Set("name", Untrusted("look_up")),
            ],
            _ => [Message("user", new ListValue([.. parts.Select(Part)]))],
        };
        return new ChatTemplateInputs
        {
            Messages = messages,
            AddGenerationPrompt = true,
            Tools = shape == "tools" ? new ListValue([Tool(content)]) : null,
            SpecialTokens = tokens,
            Clock = FrozenClock.Instance,
        };
    }

    private static StringValue Untrusted(string text) => new(text, TextProvenance.Untrusted);

    // The SDK itself writes the roles.
    private static DictionaryValue Message(string role, TemplateValue content) => new DictionaryValue()
        .Set("role", new StringValue(role, TextProvenance.Template))
        .Set("content", content);

    private static DictionaryValue Part(string text) =>
        new DictionaryValue().Set("type", new StringValue("text", TextProvenance.Template)).Set("text", Untrusted(text));

    private static DictionaryValue Call(TemplateValue text) => new DictionaryValue()
        .Set("id", Untrusted("call00001"))
        .Set("type", Untrusted("function"))
        .Set("function", new DictionaryValue()
            .Set("name", Untrusted("look_up"))
            .Set("arguments", new DictionaryValue().Set("query", text)));

    private static DictionaryValue Tool(TemplateValue text) => new DictionaryValue()
        .Set("type", Untrusted("function"))
        .Set("function", new DictionaryValue()
            .Set("name", Untrusted("look_up"))
            .Set("description", text)
            .Set("parameters", new DictionaryValue()
                .Set("type", Untrusted("object"))
                .Set("properties", new DictionaryValue()
                    .Set("query", new DictionaryValue().Set("type", Untrusted("string")).Set("description", text)))
                .Set("required", new ListValue([Untrusted("query")]))));
}

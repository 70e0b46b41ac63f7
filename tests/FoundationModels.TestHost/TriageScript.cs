using System.Text.Json;

namespace FoundationModels.TestHost;

/// <summary>What the scripted model of the triage tests says, here and in the tests themselves.</summary>
internal static class TriageScript
{
    /// <summary>The order that the scripted model asks for.</summary>
    public const string Order = "1234";

    /// <summary>What the scripted model says where no form is asked for.</summary>
    public const string Words = "Your parcel is on its way, and it comes on Friday. 🚚";

    /// <summary>The ticket that the scripted model writes.</summary>
    public const string Ticket = """{"title":"Parcel 1234 never arrived","team":"shipping","tags":["parcel","late"]}""";

    /// <summary>Makes the model. What it says follows from the request alone, so that every process says the same.</summary>
    public static ScriptedLanguageModel CreateModel() => new(Reply);

    private static ScriptedReply Reply(LanguageModelRequest request)
    {
        if (request.Transcript[^1].Text.Contains("slow", StringComparison.Ordinal))
            return new ScriptedReply(Enumerable.Repeat("word ", 1000)) { PieceDelay = TimeSpan.FromMilliseconds(50) };
        if (request.ToolCallingMode != ToolCallingMode.None && request.Transcript[^1] is Transcript.Prompt)
            return ScriptedReply.Call(request.Tools[0].Name, JsonSerializer.Serialize(new Dictionary<string, string> { ["number"] = Order }));
        if (request.ResponseSchema is { } schema)
            return AnswerTo(JsonDocument.Parse(schema.ToJsonSchema()).RootElement);
        return Words;
    }

    // A Boolean comes as it is, or as a property where the service takes objects only.
    private static string AnswerTo(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties))
            return "true";
        return properties.TryGetProperty("tags", out _) ? Ticket : """{"value":true}""";
    }
}

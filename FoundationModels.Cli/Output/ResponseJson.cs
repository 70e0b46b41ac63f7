using System.Text.Json;

namespace FoundationModels.Cli.Output;

/// <summary>An answer as JSON.</summary>
internal static class ResponseJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, TimedResponse timed, TimeSpan loadTime)
    {
        json.WriteStartObject();
        json.WritePropertyName("content");
        if (timed.IsJson)
            json.WriteRawValue(timed.Text);
        else
            json.WriteStringValue(timed.Text);
        json.WriteString("finishReason", FinishReasonName.Of(timed.FinishReason));
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", timed.Usage.InputTokens);
        json.WriteNumber("cachedTokens", timed.Usage.CachedTokens);
        json.WriteNumber("outputTokens", timed.Usage.OutputTokens);
        json.WriteEndObject();
        json.WriteString("model", timed.ModelId);
        json.WriteStartObject("durations");
        json.WriteNumber("loadMilliseconds", Math.Round(loadTime.TotalMilliseconds, 1));
        json.WriteNumber("firstTextMilliseconds", Math.Round(timed.FirstText.TotalMilliseconds, 1));
        json.WriteNumber("responseMilliseconds", Math.Round(timed.Duration.TotalMilliseconds, 1));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

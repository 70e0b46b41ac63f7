using System.Text.Json;

namespace FoundationModels.Cli.Output;

/// <summary>An answer as JSON.</summary>
internal static class ResponseJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, TimedResponse timed, TimeSpan loadTime)
    {
        Response<string> response = timed.Response;
        json.WriteStartObject();
        json.WriteString("content", response.Content);
        json.WriteString("finishReason", FinishReasonName.Of(response.FinishReason));
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", response.Usage.InputTokens);
        json.WriteNumber("cachedTokens", response.Usage.CachedTokens);
        json.WriteNumber("outputTokens", response.Usage.OutputTokens);
        json.WriteEndObject();
        json.WriteString("model", response.ModelId);
        json.WriteStartObject("durations");
        json.WriteNumber("loadMilliseconds", Math.Round(loadTime.TotalMilliseconds, 1));
        json.WriteNumber("firstTextMilliseconds", Math.Round(timed.FirstText.TotalMilliseconds, 1));
        json.WriteNumber("responseMilliseconds", Math.Round(response.Duration.TotalMilliseconds, 1));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

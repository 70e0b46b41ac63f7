using System.Text.Json;

namespace FoundationModels.Cli.Bench;

/// <summary>What a short measurement found: medians over its rounds.</summary>
/// <param name="ModelId">The model's name.</param>
/// <param name="LoadTime">The time from the request to the ready model.</param>
/// <param name="PromptTokens">The tokens of a prompt.</param>
/// <param name="ResponseTokens">The tokens of an answer.</param>
/// <param name="PrefillTokensPerSecond">How fast a prompt is read.</param>
/// <param name="DecodeTokensPerSecond">How fast an answer is written, or null where the answers were too short to tell.</param>
internal sealed record BenchResult(
    string ModelId, TimeSpan LoadTime, int PromptTokens, int ResponseTokens, double PrefillTokensPerSecond, double? DecodeTokensPerSecond)
{
    /// <summary>Writes the figures for programs.</summary>
    public void WriteTo(Utf8JsonWriter json, int? threads)
    {
        json.WriteStartObject();
        json.WriteString("model", ModelId);
        if (threads is { } count)
            json.WriteNumber("threads", count);
        json.WriteNumber("loadMilliseconds", Math.Round(LoadTime.TotalMilliseconds, 1));
        json.WriteNumber("promptTokens", PromptTokens);
        json.WriteNumber("responseTokens", ResponseTokens);
        json.WriteNumber("prefillTokensPerSecond", Math.Round(PrefillTokensPerSecond, 1));
        if (DecodeTokensPerSecond is { } decode)
            json.WriteNumber("decodeTokensPerSecond", Math.Round(decode, 1));
        json.WriteEndObject();
    }
}

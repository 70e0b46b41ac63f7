using System.Diagnostics;
using System.Globalization;

namespace FoundationModels.Cli.Output;

/// <summary>A response and when its first text came.</summary>
/// <param name="Response">The response.</param>
/// <param name="FirstText">The time from the request to the first text; that of the whole response where there was no text.</param>
internal sealed record TimedResponse(Response<string> Response, TimeSpan FirstText)
{
    /// <summary>Gets how many tokens a second came after the first one, or null where there were too few to tell.</summary>
    public double? TokensPerSecond =>
        Response.Usage.OutputTokens > 1 && Response.Duration > FirstText
            ? (Response.Usage.OutputTokens - 1) / (Response.Duration - FirstText).TotalSeconds
            : null;

    /// <summary>Asks for an answer and hands on each piece of text as it comes.</summary>
    public static async Task<TimedResponse> StreamAsync(
        LanguageModelSession session, string prompt, GenerationOptions options, Action<string> write, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        ResponseStream<string> stream = session.StreamResponseAsync(prompt, options, cancellationToken);
        await foreach (string delta in stream.Deltas(cancellationToken))
        {
            first ??= Stopwatch.GetElapsedTime(start);
            write(delta);
        }

        Response<string> response = await stream.CollectAsync(cancellationToken);
        return new TimedResponse(response, first ?? response.Duration);
    }

    /// <summary>The usage and the speed as one line for people.</summary>
    public override string ToString()
    {
        Usage usage = Response.Usage;
        string speed = TokensPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.0} tokens/s") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{usage.InputTokens} input tokens ({usage.CachedTokens} cached), {usage.OutputTokens} output tokens; first text after {FirstText.TotalSeconds:0.00} s{speed}; {FinishReasonName.Of(Response.FinishReason)}");
    }
}

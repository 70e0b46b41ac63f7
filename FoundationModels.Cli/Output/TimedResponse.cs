using System.Diagnostics;
using System.Globalization;
using System.Text;

using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli.Output;

/// <summary>A response and when its first text came.</summary>
/// <param name="Text">What the model wrote: JSON where it follows a schema.</param>
/// <param name="IsJson">Whether it follows a schema.</param>
/// <param name="FinishReason">Why it ended.</param>
/// <param name="Usage">The tokens that it took.</param>
/// <param name="ModelId">The name of the model.</param>
/// <param name="Duration">The time from the request to the end.</param>
/// <param name="FirstText">The time from the request to the first text; that of the whole response where there was no text.</param>
internal sealed record TimedResponse(
    string Text, bool IsJson, FinishReason FinishReason, Usage Usage, string ModelId, TimeSpan Duration, TimeSpan FirstText)
{
    /// <summary>Gets how many tokens a second came after the first one, or null where there were too few to tell.</summary>
    public double? TokensPerSecond =>
        Usage.OutputTokens > 1 && Duration > FirstText ? (Usage.OutputTokens - 1) / (Duration - FirstText).TotalSeconds : null;

    /// <summary>Asks for an answer and hands on each piece of text as it comes.</summary>
    public static Task<TimedResponse> StreamAsync(
        LanguageModelSession session, string prompt, GenerationOptions options, Action<string> write, CancellationToken cancellationToken) =>
        StreamAsync(session, prompt, ResponseForm.Free, options, write, cancellationToken);

    /// <summary>Asks for an answer of some form and hands on each piece of text as it comes.</summary>
    public static Task<TimedResponse> StreamAsync(
        LanguageModelSession session, string prompt, ResponseForm form, GenerationOptions options, Action<string> write, CancellationToken cancellationToken)
    {
        if (form.Schema is { } schema)
            return FollowAsync(session.StreamResponseAsync(prompt, schema, options, cancellationToken: cancellationToken), isJson: true, write, cancellationToken);
        return FollowAsync(
            form.Grammar is { } grammar
                ? session.StreamResponseAsync(prompt, grammar, options, cancellationToken)
                : session.StreamResponseAsync(prompt, options, cancellationToken),
            isJson: false,
            write,
            cancellationToken);
    }

    private static async Task<TimedResponse> FollowAsync<T>(ResponseStream<T> stream, bool isJson, Action<string> write, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        var text = new StringBuilder();
        await foreach (string delta in stream.Deltas(cancellationToken))
        {
            first ??= Stopwatch.GetElapsedTime(start);
            text.Append(delta);
            write(delta);
        }

        Response<T> response = await stream.CollectAsync(cancellationToken);
        return new TimedResponse(
            text.ToString(), isJson, response.FinishReason, response.Usage, response.ModelId, response.Duration, first ?? response.Duration);
    }

    /// <summary>The usage and the speed as one line for people.</summary>
    public override string ToString()
    {
        string speed = TokensPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.0} tokens/s") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Usage.InputTokens} input tokens ({Usage.CachedTokens} cached), {Usage.OutputTokens} output tokens; first text after {FirstText.TotalSeconds:0.00} s{speed}; {FinishReasonName.Of(FinishReason)}");
    }
}

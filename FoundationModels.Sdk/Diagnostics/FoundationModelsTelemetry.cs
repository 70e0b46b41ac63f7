using System.Diagnostics;
using System.Diagnostics.Metrics;
using FoundationModels.Diagnostics;

namespace FoundationModels;

/// <summary>The traces and metrics that sessions emit, by OpenTelemetry's semantic conventions for generative AI.</summary>
/// <remarks>
/// Spans and measurements carry names, options, counts and times, never the text of a prompt or a response. Spans are of kind Internal, as the
/// model runs in the process. Listen with <c>AddSource(FoundationModelsTelemetry.SourceName)</c> and
/// <c>AddMeter(FoundationModelsTelemetry.MeterName)</c>; without a listener nothing is recorded.
/// </remarks>
public static class FoundationModelsTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource"/>: one span "chat MODEL" for each response.</summary>
    public const string SourceName = "FoundationModels";

    /// <summary>The name of the <see cref="Meter"/>: duration, time to the first token, time per output token and token usage.</summary>
    public const string MeterName = "FoundationModels";

    private static readonly Meter Meter = new(MeterName);

    internal static ActivitySource Source { get; } = new(SourceName);

    internal static Histogram<double> RequestDuration { get; } = Seconds(
        GenAIConventions.RequestDuration, "Time from a request to the end of its response.",
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]);

    internal static Histogram<double> TimeToFirstToken { get; } = Seconds(
        GenAIConventions.TimeToFirstToken, "Time from a request to the first text of its response.",
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0]);

    internal static Histogram<double> TimePerOutputToken { get; } = Seconds(
        GenAIConventions.TimePerOutputToken, "Time for each token after the first.",
        [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5]);

    internal static Histogram<long> TokenUsage { get; } = Meter.CreateHistogram(
        GenAIConventions.TokenUsage, "{token}", "Tokens of requests and responses.",
        advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
        });

    private static Histogram<double> Seconds(string name, string description, double[] buckets) =>
        Meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}

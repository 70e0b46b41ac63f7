using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FoundationModels.Sdk.Tests.Diagnostics;

/// <summary>Listens to the spans and measurements that name one model, so that tests in parallel do not see each other's.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly string _model;
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public TelemetryRecorder(string model)
    {
        _model = model;
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FoundationModelsTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("gen_ai.request.model") as string == _model)
                    Spans.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == FoundationModelsTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> Measurements { get; } = new();

    public double[] Values(string name) => [.. Measurements.Where(m => m.Name == name).Select(m => m.Value)];

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> copy = new(tags.ToArray());
        if (copy["gen_ai.request.model"] as string == _model)
            Measurements.Enqueue((instrument.Name, value, copy));
    }
}

using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Conformance;

/// <summary>Runs the full graph of a package in the plainest way, without the decoder that is under test elsewhere: caches grow with every call.</summary>
internal sealed class ReferenceGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly KeyValueLayout _layout;
    private readonly string[] _cacheOutputs;
    private OrtValue[] _caches = [];
    private int _past;

    public ReferenceGraph(string package, ModelManifest manifest)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
        _session = new InferenceSession(Path.Combine(package, manifest.Graphs.Full!), options);
        _layout = manifest.KeyValue;
        _cacheOutputs = [.. CacheNames("present")];
        Reset();
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Replace([.. Enumerable.Range(0, _layout.Layers * 2).Select(_ => Empty(1, _layout.Heads, 0, _layout.HeadSize))]);
        _past = 0;
    }

    /// <summary>Appends tokens and returns the asked outputs, each flattened.</summary>
    public float[][] Run(ReadOnlySpan<long> ids, params string[] outputs)
    {
        int total = _past + ids.Length;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(ids.ToArray(), [1, ids.Length]);
        using OrtValue last = OrtValue.CreateTensorValueFromMemory(new[] { total - 1 }, [1]);
        using OrtValue length = OrtValue.CreateTensorValueFromMemory(new[] { total }, [1]);
        string[] names = ["input_ids", "seqlens_k", "total_sequence_length", .. CacheNames("past_key_values")];
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, names, [input, last, length, .. _caches], [.. outputs, .. _cacheOutputs]);
        float[][] values = [.. results.Take(outputs.Length).Select(r => r.GetTensorDataAsSpan<float>().ToArray())];
        Replace([.. results.Skip(outputs.Length).Select(Copy)]);
        _past = total;
        return values;
    }

    public void Dispose()
    {
        Replace([]);
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Empty(params long[] shape) => OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), shape);

    private static OrtValue Copy(OrtValue value) =>
        OrtValue.CreateTensorValueFromMemory(value.GetTensorDataAsSpan<float>().ToArray(), value.GetTensorTypeAndShape().Shape);

    private IEnumerable<string> CacheNames(string prefix) =>
        Enumerable.Range(0, _layout.Layers).SelectMany(i => new[] { $"{prefix}.{i}.key", $"{prefix}.{i}.value" });

    private void Replace(OrtValue[] caches)
    {
        foreach (OrtValue cache in _caches)
            cache.Dispose();
        _caches = caches;
    }
}

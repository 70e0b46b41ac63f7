using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Conformance;

/// <summary>Runs a graph of a package in the plainest way, without the decoder that is under test elsewhere: caches grow with every call.</summary>
internal sealed class ReferenceGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly KeyValueLayout _layout;
    private readonly string[] _cacheOutputs;
    private OrtValue[] _caches = [];
    private int _past;

    /// <summary>Loads a graph of a package, by default the full one.</summary>
    public ReferenceGraph(string package, string? graph = null)
    {
        ModelManifest manifest = ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName));
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
        _session = new InferenceSession(Path.Combine(package, graph ?? manifest.Graphs.Full!), options);
        _layout = manifest.KeyValue;
        _cacheOutputs = [.. CacheNames("present")];
        Reset();
    }

    /// <summary>Gets further inputs, such as the matrices of an adapter.</summary>
    public IDictionary<string, OrtValue> Inputs { get; } = new Dictionary<string, OrtValue>();

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
        using OrtValue mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, total).ToArray(), [1, total]);
        (string Name, OrtValue Value)[] positions = _session.InputNames.Contains("attention_mask")
            ? [("attention_mask", mask)]
            : [("seqlens_k", last), ("total_sequence_length", length)];
        string[] names = ["input_ids", .. positions.Select(p => p.Name), .. CacheNames("past_key_values"), .. Inputs.Keys];
        OrtValue[] values = [input, .. positions.Select(p => p.Value), .. _caches, .. Inputs.Values];
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, names, values, [.. outputs, .. _cacheOutputs]);
        float[][] asked = [.. results.Take(outputs.Length).Select(r => r.GetTensorDataAsSpan<float>().ToArray())];
        Replace([.. results.Skip(outputs.Length).Select(Copy)]);
        _past = total;
        return asked;
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

using FoundationModels.Packages;

namespace FoundationModels.Inference.Onnx;

/// <summary>Runs a model package with ONNX Runtime.</summary>
internal sealed class OnnxBackend : IInferenceBackend
{
    /// <summary>Logits of all tokens are large: this many are computed at once.</summary>
    private const int AllLogitsChunk = 64;

    private readonly string _folder;
    private readonly ModelManifest _manifest;
    private readonly OnnxBackendOptions _options;
    private readonly OnnxGraph _decode;
    private readonly HashSet<OnnxKeyValueBuffers> _buffers = [];
    private readonly HashSet<OnnxAdapter> _adapters = [];
    private readonly Lock _adaptedGate = new();
    private OnnxGraph? _full;
    private OnnxGraph? _adapted;
    private bool _disposed;

    private OnnxBackend(string folder, ModelManifest manifest, OnnxBackendOptions options, OnnxGraph decode)
    {
        _folder = folder;
        _manifest = manifest;
        _options = options;
        _decode = decode;
    }

    /// <summary>Gets the lock that keeps native objects alive while they are in use: a run on a freed session would end the process.</summary>
    public Lock Gate { get; } = new();

    /// <inheritdoc/>
    public int VocabularySize => _manifest.VocabularySize;

    /// <inheritdoc/>
    public int ContextSize => _manifest.ContextSize;

    /// <inheritdoc/>
    public KeyValueLayout KeyValue => _manifest.KeyValue;

    /// <summary>Loads what every model needs, on another thread. A fault shows when a model is loaded.</summary>
    public static void LoadRuntimeInBackground() => OnnxSessionFactory.LoadRuntimeInBackground();

    /// <summary>Loads a package's decode graph; the graph with all logits follows at its first use.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="options">Threads, pages and execution provider, or null for the defaults.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ModelFormatException">A graph or its weights are missing or damaged.</exception>
    /// <exception cref="InferenceException">ONNX Runtime or the execution provider is missing.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static OnnxBackend Load(string folder, ModelManifest manifest, OnnxBackendOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new OnnxBackendOptions();
        return new OnnxBackend(folder, manifest, options, OpenGraph(folder, manifest.Graphs.Decode, manifest, false, options, cancellationToken));
    }

    /// <inheritdoc/>
    public IKeyValueBuffers Allocate(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            OnnxKeyValueBuffers buffers = new(this, capacity);
            _buffers.Add(buffers);
            return buffers;
        }
    }

    /// <inheritdoc/>
    public void Run(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            OnnxKeyValueBuffers own = Check(buffers, tokens, past);
            _decode.Run(own.BindingFor(_decode, null, tokens.Length == 1), tokens, past, lastLogits, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IBoundAdapter LoadAdapter(IReadOnlyList<AdapterMatrix> matrices, CancellationToken cancellationToken)
    {
        // Not under the gate: others go on responding while the graph is loaded.
        lock (_adaptedGate)
        {
            if (_adapted is null)
            {
                OnnxGraph graph = OpenAdapted(cancellationToken);
                lock (Gate)
                {
                    if (!_disposed)
                        _adapted = graph;
                }

                if (_adapted is null)
                    graph.Dispose();
            }
        }

        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _adapted!.CheckAdapter(matrices);
            OnnxAdapter adapter = new(this, matrices);
            _adapters.Add(adapter);
            return adapter;
        }
    }

    /// <inheritdoc/>
    public void RunAdapted(
        IBoundAdapter adapter, IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            OnnxKeyValueBuffers own = Check(buffers, tokens, past);
            OnnxAdapter bound = (OnnxAdapter)adapter;
            ObjectDisposedException.ThrowIf(bound.IsDisposed, bound);
            if (!_adapters.Contains(bound))
                throw new ArgumentException("The adapter is not this model's.", nameof(adapter));
            _adapted!.Run(own.BindingFor(_adapted, bound, tokens.Length == 1), tokens, past, lastLogits, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void RunAll(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> logits, CancellationToken cancellationToken)
    {
        lock (Gate)
        {
            OnnxKeyValueBuffers own = Check(buffers, tokens, past);
            OnnxGraph full = _full ??= OpenFull(cancellationToken);
            for (int start = 0; start < tokens.Length; start += AllLogitsChunk)
            {
                ReadOnlySpan<int> chunk = tokens.Slice(start, Math.Min(AllLogitsChunk, tokens.Length - start));
                full.Run(own.BindingFor(full, null, false), chunk, past + start, logits[(start * VocabularySize)..], cancellationToken);
            }
        }
    }

    /// <summary>Removes buffers that were freed.</summary>
    public void Forget(OnnxKeyValueBuffers buffers) => _buffers.Remove(buffers);

    /// <summary>Removes an adapter that is about to be freed from everything that it is bound to.</summary>
    public void Forget(OnnxAdapter adapter)
    {
        _adapters.Remove(adapter);
        foreach (OnnxKeyValueBuffers buffers in _buffers)
            buffers.Forget(adapter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (OnnxKeyValueBuffers buffers in _buffers.ToArray())
                buffers.Dispose();
            foreach (OnnxAdapter adapter in _adapters.ToArray())
                adapter.Dispose();
            _adapted?.Dispose();
            _full?.Dispose();
            _decode.Dispose();
        }
    }

    private static OnnxGraph OpenGraph(
        string folder, string name, ModelManifest manifest, bool allLogits, OnnxBackendOptions options, CancellationToken cancellationToken)
    {
        LargePages? pages = options.LargePages ? LargePages.BeforeLoading() : null;
        OnnxGraph graph = OnnxGraph.Open(Path.Combine(folder, name), manifest, allLogits, options, cancellationToken);
        pages?.CollapseInBackground();
        return graph;
    }

    private OnnxGraph OpenFull(CancellationToken cancellationToken) => OpenGraph(
        _folder,
        _manifest.Graphs.Full ?? throw new InferenceException($"The package of {_manifest.Id} has no graph with all logits. Import the model again."),
        _manifest,
        true,
        _options,
        cancellationToken);

    private OnnxGraph OpenAdapted(CancellationToken cancellationToken) => OpenGraph(
        _folder,
        _manifest.Graphs.Adapted ?? throw new InferenceException($"The package of {_manifest.Id} has no graph for adapters. Import the model again."),
        _manifest,
        false,
        _options,
        cancellationToken);

    private OnnxKeyValueBuffers Check(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(past);
        if (buffers is not OnnxKeyValueBuffers own || !_buffers.Contains(own))
            throw new ArgumentException("The buffers are not this model's, or were freed.", nameof(buffers));

        // ONNX Runtime doesn't check the capacity: it would write to memory of its own, and the rows would be lost.
        int room = Math.Min(own.Capacity, ContextSize) - past;
        if (tokens.IsEmpty || tokens.Length > room)
            throw new ArgumentException($"There are {tokens.Length} tokens after {past}; the buffers have room for {room}.", nameof(tokens));
        return own;
    }
}

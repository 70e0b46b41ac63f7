namespace FoundationModels.Inference;

/// <summary>
/// Runs the responses of one model on one thread: at most one run at a time, one decode step for each response in turn and one prefill chunk a round, so
/// that a long prompt holds the others up for no more than a chunk.
/// </summary>
internal sealed class InferenceScheduler : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Queue<ActiveDecode> _incoming = [];
    private readonly Queue<ActiveDecode> _prefilling = [];
    private readonly Queue<ActiveDecode> _decoding = [];
    private readonly CancellationTokenSource _disposing = new();
    private readonly IInferenceBackend _backend;
    private readonly PrefixStore _store;
    private readonly StepScratch _scratch;
    private readonly Thread _thread;
    private int _stepsLeft;
    private bool _disposed;

    /// <summary>Starts the thread. The scheduler owns the backend.</summary>
    public InferenceScheduler(IInferenceBackend backend, DecoderOptions options)
    {
        _backend = backend;
        _store = new PrefixStore(backend, options);
        _scratch = new StepScratch(backend.VocabularySize, options.PrefillChunk);
        Disposing = _disposing.Token;
        _thread = new Thread(Work) { IsBackground = true, Name = "FoundationModels inference" };
        _thread.Start();
    }

    /// <summary>Gets the token that ends every run when the scheduler is disposed.</summary>
    public CancellationToken Disposing { get; }

    /// <summary>Adds a response.</summary>
    /// <exception cref="ObjectDisposedException">The scheduler is disposed.</exception>
    public void Add(ActiveDecode decode)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Decoder));
            _incoming.Enqueue(decode);
            _wake.Release();
        }
    }

    /// <summary>Ends every response with an <see cref="ObjectDisposedException"/> and waits until the run in flight has stopped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        _disposing.Cancel();
        _wake.Release();
        // A callback may dispose the model: its own thread can't wait for itself.
        if (Thread.CurrentThread != _thread)
            _thread.Join();
        _disposing.Dispose();
        _wake.Dispose();
    }

    private void Work()
    {
        while (!_disposing.IsCancellationRequested)
        {
            TakeIncoming();
            DropStopping(_prefilling);
            DropStopping(_decoding);
            if (Next() is { } decode)
                Advance(decode);
            else
                _wake.Wait();
        }

        TakeIncoming();
        DropStopping(_prefilling);
        DropStopping(_decoding);
        _store.Dispose();
        _backend.Dispose();
    }

    private void TakeIncoming()
    {
        lock (_gate)
        {
            while (_incoming.TryDequeue(out ActiveDecode? decode))
                _prefilling.Enqueue(decode);
        }
    }

    private ActiveDecode? Next()
    {
        if (_stepsLeft > 0 && _decoding.TryDequeue(out ActiveDecode? decode))
        {
            _stepsLeft--;
            return decode;
        }

        _stepsLeft = _decoding.Count;
        if (_prefilling.TryDequeue(out decode))
            return decode;
        _stepsLeft--;
        return _decoding.TryDequeue(out decode) ? decode : null;
    }

    private void Advance(ActiveDecode decode)
    {
        if (decode.Step(_store, _backend, _scratch))
            decode.Dispose();
        else
            (decode.IsPrefilling ? _prefilling : _decoding).Enqueue(decode);
    }

    /// <summary>Ends cancelled responses before any other step is taken, so that a cancelled one waits for one run at most.</summary>
    private void DropStopping(Queue<ActiveDecode> queue)
    {
        for (int i = queue.Count; i > 0; i--)
        {
            ActiveDecode decode = queue.Dequeue();
            if (decode.IsStopping)
            {
                decode.Abort(_store);
                decode.Dispose();
            }
            else
            {
                queue.Enqueue(decode);
            }
        }
    }
}

using FoundationModels.Inference;

namespace FoundationModels.Models;

/// <summary>Adapters that are loaded, or being loaded, into one model.</summary>
/// <param name="key">What tells them from others.</param>
/// <param name="adapters">The adapters.</param>
/// <param name="load">Loads them.</param>
internal sealed class AdapterEntry(string key, IReadOnlyList<WeightedAdapter> adapters, Func<(IBoundAdapter Adapter, long Bytes)> load)
{
    private readonly Lazy<Task<(IBoundAdapter Adapter, long Bytes)>> _load = new(() => Task.Run(load));

    /// <summary>Gets what tells the adapters from others.</summary>
    public string Key { get; } = key;

    /// <summary>Gets the adapters.</summary>
    public IReadOnlyList<WeightedAdapter> Adapters { get; } = adapters;

    /// <summary>Gets or sets the number of leases.</summary>
    public int Users { get; set; }

    /// <summary>Gets or sets when it was used last, as a count of uses.</summary>
    public long LastUse { get; set; }

    /// <summary>Gets or sets what is called when one of the adapters is disposed.</summary>
    public Action? OnDisposed { get; set; }

    /// <summary>Gets the bytes of the loaded matrices.</summary>
    public long Bytes => _load is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _load.Value.Result.Bytes : 0;

    /// <summary>Gets whether loading failed.</summary>
    public bool IsFaulted => _load is { IsValueCreated: true, Value.IsFaulted: true };

    /// <summary>Loads the adapters, once for everyone who waits.</summary>
    public async Task<IBoundAdapter> LoadAsync(CancellationToken cancellationToken) =>
        (await _load.Value.WaitAsync(cancellationToken).ConfigureAwait(false)).Adapter;

    /// <summary>Frees what was loaded, at once or when that is done.</summary>
    public void Free()
    {
        if (_load.IsValueCreated)
            _load.Value.ContinueWith(static t => t.Result.Adapter.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}

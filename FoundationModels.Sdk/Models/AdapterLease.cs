using FoundationModels.Inference;

namespace FoundationModels.Models;

/// <summary>Adapters in use by one request. Their memory stays until every lease was disposed.</summary>
internal sealed class AdapterLease(AdapterBank bank, AdapterEntry entry, IBoundAdapter adapter) : IDisposable
{
    private bool _disposed;

    /// <summary>Gets what tells the adapters from others.</summary>
    public string Key => entry.Key;

    /// <summary>Gets what runs are made with.</summary>
    public IBoundAdapter Adapter { get; } = adapter;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        bank.Return(entry);
    }
}

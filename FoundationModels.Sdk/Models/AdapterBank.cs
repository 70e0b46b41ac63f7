using System.Globalization;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Sets;
using FoundationModels.Inference;
using FoundationModels.Packages;

namespace FoundationModels.Models;

/// <summary>The adapters that are loaded into one model. They stay after their last use, within a limit of bytes, so that going back to them is quick.</summary>
internal sealed class AdapterBank(IInferenceBackend backend, ModelManifest manifest) : IDisposable
{
    private const long MostIdleBytes = 256L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, AdapterEntry> _entries = new(StringComparer.Ordinal);
    private long _uses;
    private bool _disposed;

    /// <summary>Loads adapters where they are not, and keeps them until the lease is disposed.</summary>
    /// <param name="adapters">The adapters; those of weight 0 are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lease, or null where no adapter acts.</returns>
    /// <exception cref="AdapterMismatchException">One was made for another model.</exception>
    /// <exception cref="ObjectDisposedException">One was disposed, or the model was.</exception>
    public async Task<AdapterLease?> RentAsync(IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken)
    {
        // A sum does not depend on the order; in one order, equal sets are found again and give equal bits.
        WeightedAdapter[] acting =
            [.. adapters.Where(a => (float)a.Weight != 0).OrderBy(a => a.Adapter.ContentHash, StringComparer.Ordinal).ThenBy(a => a.Weight)];
        if (acting.Length == 0)
            return null;
        AdapterEntry entry = Take(acting);
        try
        {
            return new AdapterLease(this, entry, await entry.LoadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            Return(entry);
            throw;
        }
    }

    /// <summary>Takes a lease back.</summary>
    public void Return(AdapterEntry entry)
    {
        List<AdapterEntry> freed = [];
        lock (_gate)
        {
            entry.Users--;
            entry.LastUse = ++_uses;
            if (entry.IsFaulted)
                Forget(entry);
            if (entry.Users == 0 && _entries.GetValueOrDefault(entry.Key) != entry)
                freed.Add(entry);
            List<AdapterEntry> idle = [.. _entries.Values.Where(e => e.Users == 0).OrderByDescending(e => e.LastUse)];
            for (long bytes = idle.Sum(e => e.Bytes); idle.Count > 1 && bytes > MostIdleBytes; idle.RemoveAt(idle.Count - 1))
            {
                bytes -= idle[^1].Bytes;
                Forget(idle[^1]);
                freed.Add(idle[^1]);
            }
        }

        foreach (AdapterEntry unused in freed)
            unused.Free();
    }

    /// <summary>Takes no more requests. What is loaded belongs to the backend.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (AdapterEntry entry in _entries.Values.ToArray())
                Forget(entry);
        }
    }

    private AdapterEntry Take(WeightedAdapter[] adapters)
    {
        // Before anything is shared: a package with the same weights may say that they belong to another model.
        foreach (WeightedAdapter weighted in adapters)
            AdapterFit.Check(weighted.Adapter.Package.Metadata, manifest);
        string key = string.Join(';', adapters.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Adapter.ContentHash}*{(float)a.Weight:R}")));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SystemLanguageModel));
            if (!_entries.TryGetValue(key, out AdapterEntry? entry))
            {
                _entries.Add(key, entry = new AdapterEntry(key, adapters, () => Load(adapters)));
                Watch(entry);
            }

            entry.Users++;
            return entry;
        }
    }

    private (IBoundAdapter Adapter, long Bytes) Load(WeightedAdapter[] adapters)
    {
        foreach (WeightedAdapter weighted in adapters)
            weighted.Adapter.Package.CheckFits(manifest);
        IReadOnlyList<AdapterMatrix> matrices = AdapterComposition.Compose([.. adapters.Select(a => (a.Adapter.Package.Updates, (float)a.Weight))]);
        return (backend.LoadAdapter(matrices, CancellationToken.None), matrices.Sum(m => m.Values.Length * (long)sizeof(float)));
    }

    private void Watch(AdapterEntry entry)
    {
        entry.OnDisposed = () =>
        {
            lock (_gate)
            {
                Forget(entry);
                if (entry.Users > 0)
                    return;
            }

            entry.Free();
        };
        foreach (WeightedAdapter weighted in entry.Adapters)
            weighted.Adapter.Disposed += entry.OnDisposed;
    }

    private void Forget(AdapterEntry entry)
    {
        if (_entries.GetValueOrDefault(entry.Key) == entry)
            _entries.Remove(entry.Key);
        foreach (WeightedAdapter weighted in entry.Adapters)
            weighted.Adapter.Disposed -= entry.OnDisposed;
    }
}

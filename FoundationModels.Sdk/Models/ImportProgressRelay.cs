namespace FoundationModels.Models;

/// <summary>Passes the progress of one import on to everyone who waits for it.</summary>
internal sealed class ImportProgressRelay : IProgress<ModelImportProgress>
{
    private volatile IProgress<ModelImportProgress>[] _listeners = [];

    /// <summary>Adds a listener until the result is disposed; null adds none.</summary>
    public IDisposable? Add(IProgress<ModelImportProgress>? listener)
    {
        if (listener is null)
            return null;
        lock (this)
            _listeners = [.. _listeners, listener];
        return new Subscription(this, listener);
    }

    /// <inheritdoc/>
    public void Report(ModelImportProgress value)
    {
        foreach (IProgress<ModelImportProgress> listener in _listeners)
            listener.Report(value);
    }

    private sealed class Subscription(ImportProgressRelay relay, IProgress<ModelImportProgress> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (relay)
                relay._listeners = [.. relay._listeners.Where(l => !ReferenceEquals(l, listener))];
        }
    }
}

namespace FoundationModels.Cli;

/// <summary>A model that is ready, with the time that took; disposing it gives back what it holds.</summary>
internal sealed class OpenedModel(ILanguageModel model, TimeSpan loadTime) : IAsyncDisposable
{
    /// <summary>Gets the model.</summary>
    public ILanguageModel Model => model;

    /// <summary>Gets the time from the request to the ready model, a first-use import included.</summary>
    public TimeSpan LoadTime => loadTime;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (model is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (model is IDisposable disposable)
            disposable.Dispose();
    }
}

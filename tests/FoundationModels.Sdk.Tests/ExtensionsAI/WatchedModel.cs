namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Passes requests on, tells of their token, and counts those that run.</summary>
internal sealed class WatchedModel(ILanguageModel inner, Action<CancellationToken> started) : ILanguageModel
{
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public string Id => inner.Id;

    public ModelAvailability Availability => inner.Availability;

    public LanguageModelCapabilities Capabilities => inner.Capabilities;

    public int ContextSize => inner.ContextSize;

    public ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default)
        => inner.CountTokensAsync(transcript, tools, cancellationToken);

    public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) => inner.PrewarmAsync(request, cancellationToken);

    public async Task<LanguageModelResponse> GenerateAsync(LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default)
    {
        started(cancellationToken);
        Interlocked.Increment(ref _running);
        try
        {
            return await inner.GenerateAsync(request, output, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

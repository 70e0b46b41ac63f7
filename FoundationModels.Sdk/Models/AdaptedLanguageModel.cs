using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A model with adapters. It shares everything with the model that it was made from: weights, memory for conversations and turns.</summary>
/// <remarks>
/// Making one is cheap and loads nothing; its first request loads the graph for adapters, and later ones with other adapters only bind other
/// matrices. It has nothing to dispose: it works as long as its base model and its adapters.
/// </remarks>
public sealed class AdaptedLanguageModel : ILanguageModel
{
    private const int MostAdapters = 16;

    internal AdaptedLanguageModel(SystemLanguageModel baseModel, IEnumerable<WeightedAdapter> adapters)
    {
        BaseModel = baseModel;
        Adapters = ValueList.Copy(adapters);
        if (Adapters.Count > MostAdapters)
            throw new ArgumentException($"There are {Adapters.Count} adapters; a model can have {MostAdapters} at once.", nameof(adapters));
    }

    /// <summary>Gets the model without adapters.</summary>
    public SystemLanguageModel BaseModel { get; }

    /// <summary>Gets the adapters. Their changes add up.</summary>
    public IReadOnlyList<WeightedAdapter> Adapters { get; }

    /// <summary>Gets the base model's name and those of the adapters, as in "SmolLM2-135M-Instruct+order-tools".</summary>
    public string Id => string.Join('+', [BaseModel.Id, .. Adapters.Select(a => a.Adapter.Identifier)]);

    /// <inheritdoc/>
    public ModelAvailability Availability => BaseModel.Availability;

    /// <inheritdoc/>
    public LanguageModelCapabilities Capabilities => BaseModel.Capabilities;

    /// <inheritdoc/>
    public int ContextSize => BaseModel.ContextSize;

    /// <summary>Makes a model with one adapter more.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="weight">The factor of its change: 1 is as trained.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not a finite number.</exception>
    /// <exception cref="ArgumentException">The model has 16 adapters already.</exception>
    public AdaptedLanguageModel WithAdapter(LanguageModelAdapter adapter, double weight = 1) =>
        new(BaseModel, [.. Adapters, new WeightedAdapter(adapter, weight)]);

    /// <summary>Makes the model ready to answer: the base model, the graph for adapters and these adapters.</summary>
    /// <param name="progress">Hears of an import's progress, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AdapterMismatchException">An adapter was made for another model.</exception>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The model or an adapter was disposed.</exception>
    public Task EnsureReadyAsync(IProgress<ModelImportProgress>? progress = null, CancellationToken cancellationToken = default) =>
        BaseModel.EnsureAdaptersReadyAsync(Adapters, progress, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> CountTokensAsync(Transcript transcript, CancellationToken cancellationToken = default) =>
        BaseModel.CountTokensAsync(transcript, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default) =>
        BaseModel.CountTokensAsync(transcript, tools, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="AdapterMismatchException">An adapter was made for another model.</exception>
    public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) =>
        BaseModel.PrewarmAsync(request, Adapters, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="AdapterMismatchException">An adapter was made for another model.</exception>
    public Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default) =>
        BaseModel.GenerateAsync(request, output, Adapters, cancellationToken);
}

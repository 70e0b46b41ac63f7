using FoundationModels.Models;

namespace FoundationModels;

/// <summary>A language model that runs on this machine.</summary>
/// <remarks>
/// Making one is cheap: it is loaded at its first use or by <see cref="EnsureReadyAsync"/>, and a model file is imported to a package in the
/// user's cache the first time. One instance serves any number of sessions, from any thread; they share its weights and take turns step by
/// step. Disposing it lets running responses fail with <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class SystemLanguageModel : ILanguageModel, IAsyncDisposable
{
    private static readonly Lock DefaultGate = new();
    private static SystemLanguageModel? _default;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly ModelSelection _selection;
    private readonly ImportProgressRelay _progress = new();
    private Task<ModelEngine>? _engine;
    private ModelAvailability? _failure;
    private bool _disposed;

    /// <summary>Initializes the model that <see cref="Default"/> would find, with options of its own.</summary>
    public SystemLanguageModel(SystemLanguageModelOptions? options = null)
        : this(null, options, true)
    {
    }

    /// <summary>Initializes a model from a file or folder.</summary>
    /// <param name="path">A GGUF file, a folder in the form of Hugging Face (<c>config.json</c> and safetensors), or the folder of a model package.</param>
    /// <param name="options">How to load and run it, or null for the defaults.</param>
    public SystemLanguageModel(string path, SystemLanguageModelOptions? options = null)
        : this(path ?? throw new ArgumentNullException(nameof(path)), options, true)
    {
    }

    private SystemLanguageModel(string? path, SystemLanguageModelOptions? options, bool _)
    {
        Options = options ?? new SystemLanguageModelOptions();
        _selection = new ModelSelection(path, Options);
    }

    /// <summary>Gets the model that the machine or the app provides; one instance for the whole process.</summary>
    /// <remarks>
    /// It is looked for in this order: the environment variable <c>FOUNDATIONMODELS_MODEL</c>; the runtime option
    /// <c>FoundationModels.Model</c> of the app's project (<c>RuntimeHostConfigurationOption</c>); a <c>models</c> folder beside the app;
    /// the user's store. <see cref="Availability"/> lists what was looked at where none is found. After the instance was disposed, the
    /// property makes a new one.
    /// </remarks>
    public static SystemLanguageModel Default
    {
        get
        {
            lock (DefaultGate)
                return _default is { _disposed: false } ? _default : _default = new SystemLanguageModel();
        }
    }

    /// <summary>Gets how the model is loaded and run.</summary>
    public SystemLanguageModelOptions Options { get; }

    /// <inheritdoc/>
    public string Id => _selection.Facts?.Id ?? "system";

    /// <inheritdoc/>
    public ModelAvailability Availability
    {
        get
        {
            lock (_gate)
            {
                if (_engine is { IsCompletedSuccessfully: true })
                    return ModelAvailability.Available;
                return _failure ?? _selection.Availability;
            }
        }
    }

    /// <summary>Gets whether the model can answer: <see cref="Availability"/> without the reason.</summary>
    public bool IsAvailable => Availability.IsAvailable;

    /// <inheritdoc/>
    public LanguageModelCapabilities Capabilities => LanguageModelCapabilities.GuidedGeneration | LanguageModelCapabilities.ToolCalling;

    /// <inheritdoc/>
    public int ContextSize => _selection.Facts?.ContextSize ?? 0;

    /// <summary>Gets the languages that the model's makers name, as BCP 47 tags; empty where they name none or no model is found.</summary>
    public IReadOnlyList<string> SupportedLanguages => _selection.Facts?.Languages ?? [];

    /// <summary>Makes the model ready to answer: imports it where that was not done yet, and loads it.</summary>
    /// <param name="progress">Hears of the import's progress, on a thread of the import, or null.</param>
    /// <param name="cancellationToken">Ends the wait. The work goes on for others that wait for it.</param>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public async Task EnsureReadyAsync(IProgress<ModelImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using (_progress.Add(progress))
            await GetEngineAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a model that has an adapter as well. It shares this one's weights and memory, and this one stays as it is.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="weight">The factor of its change: 1 is as trained.</param>
    /// <remarks>Nothing is loaded here: an adapter of another model fails at the first request, with <see cref="AdapterMismatchException"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not a finite number.</exception>
    public AdaptedLanguageModel WithAdapter(LanguageModelAdapter adapter, double weight = 1) => new(this, [new WeightedAdapter(adapter, weight)]);

    /// <summary>Makes a model that has several adapters at once: their changes, each times its weight, add up.</summary>
    /// <param name="adapters">The adapters; the order does not matter.</param>
    /// <exception cref="ArgumentException">One is null, or there are more than 16.</exception>
    public AdaptedLanguageModel WithAdapters(params IEnumerable<WeightedAdapter> adapters) => new(this, adapters);

    /// <summary>Gets the model's tokenizer; makes the model ready where it is not.</summary>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    public async ValueTask<Tokenizer> GetTokenizerAsync(CancellationToken cancellationToken = default) =>
        (await GetEngineAsync(cancellationToken).ConfigureAwait(false)).Tokenizer;

    /// <summary>Counts the tokens of a text as it stands, without the chat template.</summary>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    public async ValueTask<int> CountTokensAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (await GetEngineAsync(cancellationToken).ConfigureAwait(false)).Tokenizer.CountTokens(text);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountTokensAsync(Transcript transcript, CancellationToken cancellationToken = default) => CountTokensAsync(transcript, [], cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(tools);
        ModelEngine engine = await GetEngineAsync(cancellationToken).ConfigureAwait(false);
        bool isAnswered = transcript is not [.., Transcript.Prompt or Transcript.ToolOutput];
        return engine.Prompts.Encode(transcript, [.. tools], !isAnswered, cancellationToken).Length;
    }

    /// <inheritdoc/>
    public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) => PrewarmAsync(request, [], cancellationToken);

    /// <inheritdoc/>
    public Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default) =>
        GenerateAsync(request, output, [], cancellationToken);

    /// <summary>Ends running responses, each with an <see cref="ObjectDisposedException"/>, and frees the model's memory.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<ModelEngine>? engine;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            engine = _engine;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (engine is not null)
        {
            await ((Task)engine).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (engine.IsCompletedSuccessfully)
                await Task.Run(engine.Result.Dispose, CancellationToken.None).ConfigureAwait(false);
        }

        _lifetime.Dispose();
    }

    internal async Task EnsureAdaptersReadyAsync(
        IReadOnlyList<WeightedAdapter> adapters, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        await EnsureReadyAsync(progress, cancellationToken).ConfigureAwait(false);
        ModelEngine engine = await GetEngineAsync(cancellationToken).ConfigureAwait(false);
        (await engine.RentAsync(adapters, cancellationToken).ConfigureAwait(false))?.Dispose();
    }

    internal async Task PrewarmAsync(LanguageModelRequest request, IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ModelEngine engine = await GetEngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.PrewarmAsync(request.Transcript, request.Tools, adapters, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        ModelEngine engine = await GetEngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.GenerateAsync(request, output, adapters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The loaded model, for measurements that need more than answers.</summary>
    internal Task<ModelEngine> GetEngineAsync(CancellationToken cancellationToken)
    {
        Task<ModelEngine> engine;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_engine is null or { IsCompleted: true, IsCompletedSuccessfully: false })
                _engine = Task.Run(LoadAsync, CancellationToken.None);
            engine = _engine;
        }

        return engine.IsCompletedSuccessfully ? engine : engine.WaitAsync(cancellationToken);
    }

    private async Task<ModelEngine> LoadAsync()
    {
        try
        {
            ModelEngine engine = await _selection.LoadAsync(_progress, _lifetime.Token).ConfigureAwait(false);
            _failure = null;
            return engine;
        }
        catch (OperationCanceledException) when (_lifetime.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(SystemLanguageModel), "The model was disposed while it was being made ready.");
        }
        catch (ModelUnavailableException e)
        {
            _failure = ModelAvailability.Unavailable(e.Reason, e.Message);
            throw;
        }
    }
}

using FoundationModels.Packages;

namespace FoundationModels.Models;

/// <summary>Which model a <see cref="SystemLanguageModel"/> stands for: where it is, what is known of it, and how to load it.</summary>
internal sealed class ModelSelection(string? path, SystemLanguageModelOptions options)
{
    private readonly Lock _gate = new();
    private string? _path;
    private ModelFacts? _facts;

    /// <summary>Gets what is known of the model, or null where none is found or it cannot be read.</summary>
    public ModelFacts? Facts
    {
        get
        {
            _ = Availability;
            return _facts;
        }
    }

    /// <summary>Gets whether there is a model that can be tried.</summary>
    public ModelAvailability Availability
    {
        get
        {
            // Only a model that was found is remembered: one that is missing may be put there while the app runs.
            lock (_gate)
                return _facts is not null ? ModelAvailability.Available : Find();
        }
    }

    /// <summary>Imports the model where that was not done yet, and loads it.</summary>
    /// <exception cref="ModelUnavailableException">There is none, or it cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ModelEngine> LoadAsync(IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        if (Availability is { Reason: { } reason, Message: { } message })
            throw new ModelUnavailableException(path ?? "system", reason, message);
        try
        {
            string folder = Directory.Exists(_path) ? _path : await ImportAsync(progress, cancellationToken).ConfigureAwait(false);
            return ModelEngine.Load(ModelPackage.Open(folder), options, cancellationToken);
        }
        catch (Exception e) when (e is FoundationModelsException or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException(Facts?.Id ?? "system", ReasonOf(e), e.Message, e);
        }
    }

    private static ModelUnavailableReason ReasonOf(Exception e) => e switch
    {
        InferenceException => ModelUnavailableReason.RuntimeMissing,
        InsufficientDiskSpaceException => ModelUnavailableReason.ModelNotReady,
        _ => ModelUnavailableReason.ModelNotUsable,
    };

    private Task<string> ImportAsync(IProgress<ModelImportProgress> progress, CancellationToken cancellationToken) =>
        UserStore.Open(options.StoreFolder).GetOrImportAsync(_path!, options.Precision, progress, cancellationToken);

    private ModelPlaces Places()
    {
        ModelPlaces places = ModelPlaces.OfProcess();
        return options.StoreFolder is null ? places : places with { StoreFolder = options.StoreFolder };
    }

    private ModelAvailability Find()
    {
        ModelSearch search = ModelLocator.Find(path, Places());
        if (search.Path is null)
            return ModelAvailability.Unavailable(ModelUnavailableReason.ModelNotFound, search.Describe());
        try
        {
            _facts = ModelFacts.Read(search.Path);
            _path = search.Path;
            return ModelAvailability.Available;
        }
        catch (Exception e) when (e is FoundationModelsException or IOException or UnauthorizedAccessException)
        {
            return ModelAvailability.Unavailable(ModelUnavailableReason.ModelNotUsable, e.Message);
        }
    }
}

using FoundationModels.Inference.Onnx;
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
            lock (_gate)
            {
                if (_facts is null)
                    Find();
                return _facts;
            }
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
        string found = Locate();
        OnnxBackend.LoadRuntimeInBackground();
        try
        {
            // The package has what the header of a file has, so that a file that was imported before need not be opened.
            string folder = ModelPackage.IsPackage(found)
                ? found
                : await UserStore.Open(options.StoreFolder)
                    .GetOrImportAsync(found, options.Precision, progress, cancellationToken).ConfigureAwait(false);
            ModelPackage package = ModelPackage.Open(folder);
            ModelEngine engine = ModelEngine.Load(package, options, cancellationToken);
            lock (_gate)
                _facts = ModelFacts.Of(package.Manifest);
            return engine;
        }
        catch (Exception e) when (e is FoundationModelsException or IOException or UnauthorizedAccessException)
        {
            throw new ModelUnavailableException(Path.GetFileNameWithoutExtension(found), ReasonOf(e), e.Message, e);
        }
    }

    private static ModelUnavailableReason ReasonOf(Exception e) => e switch
    {
        InferenceException => ModelUnavailableReason.RuntimeMissing,
        InsufficientDiskSpaceException => ModelUnavailableReason.ModelNotReady,
        _ => ModelUnavailableReason.ModelNotUsable,
    };

    private string Locate()
    {
        lock (_gate)
        {
            if (_path is not null)
                return _path;
            ModelSearch search = ModelLocator.Find(path, Places());
            return search.Path
                ?? throw new ModelUnavailableException(path ?? "system", ModelUnavailableReason.ModelNotFound, search.Describe());
        }
    }

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

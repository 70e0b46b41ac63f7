using System.Collections.ObjectModel;
using FoundationModels.Adapters;
using FoundationModels.Generation;
using FoundationModels.Models;

namespace FoundationModels;

/// <summary>A trained change to a language model (LoRA), which an app ships as a file beside the model.</summary>
/// <remarks>
/// <see cref="SystemLanguageModel.WithAdapter"/> makes a model of it. One adapter serves any number of models and sessions, from any thread; it is
/// bound to the weights that it was trained for, in whatever precision they were imported.
/// </remarks>
public sealed class LanguageModelAdapter : IDisposable
{
    private readonly AdapterMetadata _metadata;
    private volatile AdapterPackage? _package;

    private LanguageModelAdapter(AdapterPackage package)
    {
        _package = package;
        _metadata = package.Metadata;
        Path = package.Path;
        CreatorDefinedMetadata = new ReadOnlyDictionary<string, string>(_metadata.CreatorDefined.ToDictionary(StringComparer.Ordinal));
        TargetModules = ValueList.Copy(_metadata.TargetModules);
    }

    /// <summary>Tells that the adapter was disposed.</summary>
    internal event Action? Disposed;

    /// <summary>Gets the path that the adapter was loaded from.</summary>
    public string Path { get; }

    /// <summary>Gets the adapter's name, as in "order-tools".</summary>
    public string Identifier => _metadata.Identifier;

    /// <summary>Gets who made it, or null.</summary>
    public string? Author => _metadata.Author;

    /// <summary>Gets what it is for, or null.</summary>
    public string? Description => _metadata.Description;

    /// <summary>Gets the licence of its weights, or null.</summary>
    public string? License => _metadata.License;

    /// <summary>Gets the largest rank of its matrices.</summary>
    public int Rank => _metadata.Rank;

    /// <summary>Gets the kinds of linear maps that it changes, as in "attn_q".</summary>
    public IReadOnlyList<string> TargetModules { get; }

    /// <summary>Gets the signature of the model that it was trained for: a SHA-256 in hexadecimal.</summary>
    public string BaseModelSignature => _metadata.BaseModelSignature;

    /// <summary>Gets the maker's own values, which mean nothing to the SDK.</summary>
    public IReadOnlyDictionary<string, string> CreatorDefinedMetadata { get; }

    /// <summary>Gets the SHA-256 of the weights, which tells adapters with one name apart.</summary>
    internal string ContentHash => _metadata.WeightsSha256;

    /// <summary>Gets whether the adapter was disposed.</summary>
    internal bool IsDisposed => _package is null;

    /// <summary>Gets what was read.</summary>
    /// <exception cref="ObjectDisposedException">The adapter was disposed.</exception>
    internal AdapterPackage Package => _package ?? throw new ObjectDisposedException(nameof(LanguageModelAdapter), $"The adapter '{Identifier}' was disposed.");

    /// <summary>Reads an adapter and checks it: its form, the hash of its weights and every number in them.</summary>
    /// <param name="path">A file or folder whose name ends with ".fmadapter".</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AdapterFormatException">It is absent, incomplete, damaged or not an adapter.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<LanguageModelAdapter> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => new LanguageModelAdapter(AdapterPackage.Load(path, cancellationToken)), cancellationToken);
    }

    /// <summary>Lists the adapters in a folder that belong to a model, the newest first. Their weights are not read, and what is no adapter is passed over.</summary>
    /// <param name="folder">The folder; those below it are not searched.</param>
    /// <param name="model">The model; it is made ready where it is not.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    public static async Task<IReadOnlyList<string>> FindCompatibleAsync(string folder, SystemLanguageModel model, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        ModelEngine engine = await model.GetEngineAsync(cancellationToken).ConfigureAwait(false);
        return AdapterSearch.Find(folder, engine.Manifest);
    }

    /// <summary>Whether the adapter belongs to a model.</summary>
    /// <param name="model">The model; it is made ready where it is not.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The adapter or the model was disposed.</exception>
    public async ValueTask<bool> IsCompatibleWithAsync(SystemLanguageModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelEngine engine = await model.GetEngineAsync(cancellationToken).ConfigureAwait(false);
        return AdapterFit.IsMet(Package, engine.Manifest);
    }

    /// <summary>Frees what models keep of the adapter once no response uses it. Later requests with it throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _package = null;
        Disposed?.Invoke();
    }
}

using System.Diagnostics;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli;

/// <summary>Everything outside of itself that a verb may touch, so that tests can put their own in its place.</summary>
internal sealed class FmEnvironment
{
    /// <summary>Opens a model and makes it ready; the progress is that of a first-use import.</summary>
    public delegate Task<ILanguageModel> ModelOpener(ModelSettings settings, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken);

    /// <summary>Opens the tokenizer of a model; the progress is that of a first-use import.</summary>
    public delegate Task<Tokenizer> TokenizerOpener(ModelSettings settings, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken);

    /// <summary>Imports a model file into a folder.</summary>
    public delegate Task ModelImport(
        string source, string folder, ModelImportOptions options, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken);

    /// <summary>Gets the three standard streams.</summary>
    public required StandardStreams Streams { get; init; }

    /// <summary>Gets what opens models.</summary>
    public required ModelOpener OpenModel { get; init; }

    /// <summary>Gets what opens tokenizers.</summary>
    public required TokenizerOpener OpenTokenizer { get; init; }

    /// <summary>Gets what imports models.</summary>
    public required ModelImport ImportModel { get; init; }

    /// <summary>Gets what opens the user's store of imported models.</summary>
    public required Func<ModelStore> OpenStore { get; init; }

    /// <summary>Gets where the default model is looked for.</summary>
    public required ModelPlaces Places { get; init; }

    /// <summary>Gets what Ctrl-C does at the moment.</summary>
    public required Interrupts Interrupts { get; init; }

    /// <summary>Opens a model, showing the progress of a first-use import on standard error.</summary>
    public async Task<OpenedModel> OpenModelAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using ImportProgressDisplay progress = ImportProgressDisplay.Create(Streams);
        ILanguageModel model = await OpenModel(settings, progress, cancellationToken);
        return new OpenedModel(model, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Opens a tokenizer, showing the progress of a first-use import on standard error.</summary>
    public async Task<Tokenizer> OpenTokenizerAsync(ModelSettings settings, CancellationToken cancellationToken)
    {
        using ImportProgressDisplay progress = ImportProgressDisplay.Create(Streams);
        return await OpenTokenizer(settings, progress, cancellationToken);
    }
}

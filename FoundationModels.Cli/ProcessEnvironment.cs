using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Import;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Cli;

/// <summary>The environment of this process.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Makes the environment in which <c>fm</c> runs when it is started for real.</summary>
    public static FmEnvironment Create(Interrupts interrupts) => new()
    {
        Streams = StandardStreams.OfProcess(),
        Interrupts = interrupts,
        OpenModel = async (settings, progress, cancellationToken) => await OpenAsync(settings, progress, cancellationToken),
        OpenTokenizer = OpenTokenizerAsync,
        ImportModel = ModelImporter.ImportAsync,
        OpenStore = () => UserStore.Open(),
        Places = ModelPlaces.OfProcess(),
    };

    private static async Task<SystemLanguageModel> OpenAsync(
        ModelSettings settings, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        var options = new SystemLanguageModelOptions { Threads = settings.Threads ?? 0, Precision = settings.Precision };
        SystemLanguageModel model = settings.Path is { } path ? new SystemLanguageModel(path, options) : new SystemLanguageModel(options);
        await model.EnsureReadyAsync(progress, cancellationToken);
        return model;
    }

    private static async Task<Tokenizer> OpenTokenizerAsync(
        ModelSettings settings, IProgress<ModelImportProgress> progress, CancellationToken cancellationToken)
    {
        await using SystemLanguageModel model = await OpenAsync(settings, progress, cancellationToken);
        return await model.GetTokenizerAsync(cancellationToken);
    }
}

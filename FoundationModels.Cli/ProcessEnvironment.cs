using FoundationModels.Cli.Output;
using FoundationModels.Import;
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
        OpenModel = (_, _, _) => throw NoEngine(),
        OpenTokenizer = (_, _, _) => throw NoEngine(),
        ImportModel = ModelImporter.ImportAsync,
        OpenStore = OpenStore,
        Places = ModelPlaces.OfProcess(),
    };

    /// <summary>Opens the user's store.</summary>
    public static ModelStore OpenStore() => new(StoreLocation.Default(), (source, folder, precision, progress, cancellationToken) =>
        ModelImporter.ImportAsync(source, folder, new ModelImportOptions { Precision = precision }, progress, cancellationToken));

    private static ModelUnavailableException NoEngine() => new("default", ModelUnavailableReason.ModelNotReady, "This build has no engine.");
}

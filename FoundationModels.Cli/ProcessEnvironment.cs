using FoundationModels.Cli.Output;
using FoundationModels.Import;

namespace FoundationModels.Cli;

/// <summary>The environment of this process.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Makes the environment in which <c>fm</c> runs when it is started for real.</summary>
    public static FmEnvironment Create(Interrupts interrupts) => new()
    {
        Streams = StandardStreams.OfProcess(),
        Interrupts = interrupts,
        ImportModel = ModelImporter.ImportAsync,
        OpenModel = (_, _, _) => throw new ModelUnavailableException("default", ModelUnavailableReason.ModelNotFound, "This build has no models."),
    };
}

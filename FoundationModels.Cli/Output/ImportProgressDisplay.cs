namespace FoundationModels.Cli.Output;

/// <summary>Shows how far an import has come, on standard error. Shows nothing as long as nothing is reported, which is the case for a model that was
/// imported before.</summary>
internal abstract class ImportProgressDisplay : IProgress<ModelImportProgress>, IDisposable
{
    /// <summary>Makes a bar for a terminal, and a line now and then for anything else.</summary>
    public static ImportProgressDisplay Create(StandardStreams streams) => streams.IsErrorTerminal
        ? new ImportProgressBar(streams.Error, TimeProvider.System)
        : new ImportProgressLines(streams.Error, TimeProvider.System);

    /// <inheritdoc/>
    public abstract void Report(ModelImportProgress value);

    /// <inheritdoc/>
    public abstract void Dispose();
}

namespace FoundationModels.Cli.Output;

/// <summary>One line a stage, for logs and pipes.</summary>
internal sealed class ImportProgressLines(TextWriter output) : ImportProgressDisplay
{
    private readonly Lock _gate = new();
    private string? _stage;

    /// <inheritdoc/>
    public override void Report(ModelImportProgress value)
    {
        lock (_gate)
        {
            if (value.Stage == _stage)
                return;

            _stage = value.Stage;
            output.WriteLine($"fm: {value.Stage}");
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}

using System.Globalization;

namespace FoundationModels.Cli.Output;

/// <summary>Lines for logs and pipes: one for each kind of work, told by the first word of its name, and a sign of life every few seconds.</summary>
internal sealed class ImportProgressLines(TextWriter output, TimeProvider time) : ImportProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private string? _kind;
    private long _writtenAt;

    /// <inheritdoc/>
    public override void Report(ModelImportProgress value)
    {
        lock (_gate)
        {
            string kind = value.Stage.Split(' ')[0];
            bool isNew = kind != _kind;
            if (!isNew && time.GetElapsedTime(_writtenAt) < Interval)
                return;

            _kind = kind;
            _writtenAt = time.GetTimestamp();
            output.WriteLine(isNew ? $"fm: {value.Stage}" : string.Create(CultureInfo.InvariantCulture, $"fm: {value.Stage} ({value.Fraction:P0})"));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}

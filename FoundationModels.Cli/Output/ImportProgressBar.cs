namespace FoundationModels.Cli.Output;

/// <summary>A bar that is drawn over itself on one line, and is gone when the import is done.</summary>
internal sealed class ImportProgressBar(TextWriter terminal, TimeProvider time) : ImportProgressDisplay
{
    private const int Cells = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(80);

    private readonly Lock _gate = new();
    private string? _stage;
    private long _drawnAt;
    private int _width;

    /// <inheritdoc/>
    public override void Report(ModelImportProgress value)
    {
        lock (_gate)
        {
            if (value.Stage == _stage && time.GetElapsedTime(_drawnAt) < Interval)
                return;

            _stage = value.Stage;
            _drawnAt = time.GetTimestamp();
            int full = (int)(Math.Clamp(value.Fraction, 0, 1) * Cells);
            Draw($"[{new string('#', full)}{new string('.', Cells - full)}] {value.Fraction:P0} {value.Stage}");
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_gate)
        {
            if (_width == 0)
                return;

            Draw("");
            terminal.Write('\r');
            terminal.Flush();
            _width = 0;
        }
    }

    private void Draw(string line)
    {
        terminal.Write($"\r{line.PadRight(_width)}");
        terminal.Flush();
        _width = line.Length;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace FoundationModels.Cli.Output;

/// <summary>Writes a line about a training every few seconds, and after every evaluation.</summary>
internal sealed class TrainingProgressLines(TextWriter output) : IProgress<AdapterTrainingProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private AdapterTrainingProgress? _last;
    private AdapterTrainingProgress? _written;
    private long _writtenAt;

    /// <inheritdoc/>
    public void Report(AdapterTrainingProgress value)
    {
        _last = value;
        if (_written is null || value.EvaluationLoss != _written.EvaluationLoss || Stopwatch.GetElapsedTime(_writtenAt) >= Interval)
            Write(value);
    }

    /// <summary>Writes the last step where that was not done yet.</summary>
    public void Dispose()
    {
        if (_last is not null && _last != _written)
            Write(_last);
    }

    private void Write(AdapterTrainingProgress value)
    {
        (_written, _writtenAt) = (value, Stopwatch.GetTimestamp());
        string evaluation = value.EvaluationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", evaluation {loss:0.0000}") : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"step {value.Step}/{value.Steps}, epoch {value.Epoch:0.00}: loss {value.Loss:0.0000}{evaluation}, {value.TokensPerSecond:N0} tokens/s, {value.Remaining:h\\:mm\\:ss} left"));
        output.Flush();
    }
}

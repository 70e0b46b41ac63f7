using System.Buffers;

namespace FoundationModels.Inference;

/// <summary>Passes text on, up to the first stop sequence, and holds back what may still become one.</summary>
/// <remarks>The sequence that is complete first ends the text (the longest of those that end there), so the result does not depend on how the text was cut.</remarks>
internal sealed class StopSequenceFilter(IReadOnlyList<string> sequences)
{
    private readonly string[] _sequences = [.. sequences];
    private readonly ArrayBufferWriter<char> _held = new();

    /// <summary>Gets whether a stop sequence was found. Nothing is passed on after it.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Adds text and writes what is certain to come before any stop sequence.</summary>
    public void Append(ReadOnlySpan<char> text, ArrayBufferWriter<char> output)
    {
        if (Stopped)
            return;
        if (_sequences.Length == 0)
        {
            output.Write(text);
            return;
        }

        _held.Write(text);
        ReadOnlySpan<char> held = _held.WrittenSpan;
        int stop = FindStop(held);
        Stopped = stop >= 0;
        int certain = Stopped ? stop : held.Length - LongestPossibleStart(held);
        output.Write(held[..certain]);
        Keep(Stopped ? held.Length : certain);
    }

    /// <summary>Writes what was held back: the text is over.</summary>
    public void Flush(ArrayBufferWriter<char> output)
    {
        output.Write(_held.WrittenSpan);
        _held.ResetWrittenCount();
    }

    private int FindStop(ReadOnlySpan<char> held)
    {
        int start = -1;
        int end = int.MaxValue;
        foreach (string sequence in _sequences)
        {
            int at = held.IndexOf(sequence, StringComparison.Ordinal);
            if (at >= 0 && (at + sequence.Length < end || (at + sequence.Length == end && at < start)))
                (start, end) = (at, at + sequence.Length);
        }

        return start;
    }

    private int LongestPossibleStart(ReadOnlySpan<char> held)
    {
        int longest = 0;
        foreach (string sequence in _sequences)
        {
            for (int length = Math.Min(sequence.Length - 1, held.Length); length > longest; length--)
            {
                if (held.EndsWith(sequence.AsSpan(0, length), StringComparison.Ordinal))
                    longest = length;
            }
        }

        return longest;
    }

    private void Keep(int from)
    {
        // The kept rest moves to the front of the same memory: it is shorter than a stop sequence.
        ReadOnlySpan<char> rest = _held.WrittenSpan[from..];
        _held.ResetWrittenCount();
        _held.Write(rest);
    }
}

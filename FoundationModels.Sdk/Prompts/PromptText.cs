using System.Text;

namespace FoundationModels.Prompts;

/// <summary>A rendered prompt: its text as runs that remember where they came from. Immutable.</summary>
internal sealed class PromptText
{
    private readonly PromptRun[] _runs;
    private string? _text;

    /// <summary>Initializes the prompt from runs; empty ones are dropped.</summary>
    public PromptText(IEnumerable<PromptRun> runs)
    {
        _runs = [.. runs.Where(r => r.Text.Length > 0)];
        foreach (PromptRun run in _runs)
            Length += run.Text.Length;
    }

    /// <summary>Initializes the prompt from text of one origin.</summary>
    public PromptText(string text, TextProvenance provenance, ReadOnlyMemory<int> tokenIds = default)
        : this([new PromptRun(text, provenance, tokenIds)])
    {
        _text = text;
    }

    /// <summary>Gets the prompt without text.</summary>
    public static PromptText Empty { get; } = new([]);

    /// <summary>Gets the runs in order.</summary>
    public IReadOnlyList<PromptRun> Runs => _runs;

    /// <summary>Gets the number of UTF-16 units of the text.</summary>
    public int Length { get; }

    /// <summary>Gets whether added tokens may be recognised in all of the text; true where it is empty.</summary>
    public bool IsTrusted => Array.TrueForAll(_runs, r => r.IsTrusted);

    /// <summary>The texts one after the other.</summary>
    public static PromptText Concat(params ReadOnlySpan<PromptText> texts)
    {
        PromptTextBuilder builder = new();
        foreach (PromptText text in texts)
            builder.Append(text);
        return builder.ToPromptText();
    }

    /// <summary>The texts one after the other with a separator between each two.</summary>
    public static PromptText Join(PromptText separator, IEnumerable<PromptText> texts)
    {
        PromptTextBuilder builder = new();
        bool first = true;
        foreach (PromptText text in texts)
        {
            if (!first)
                builder.Append(separator);
            builder.Append(text);
            first = false;
        }

        return builder.ToPromptText();
    }

    /// <summary>
    /// A part of the text, in UTF-16 units. A run that is cut keeps its provenance but loses its ids: they stand for the whole run only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the text.</exception>
    public PromptText Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        if (length == Length)
            return this;
        if (length == 0)
            return Empty;
        List<PromptRun> runs = [];
        int at = 0;
        foreach (PromptRun run in _runs)
        {
            int from = Math.Max(start - at, 0);
            int to = Math.Min(start + length - at, run.Text.Length);
            if (from < to)
                runs.Add(to - from == run.Text.Length ? run : new PromptRun(run.Text[from..to], run.Provenance));
            at += run.Text.Length;
            if (at >= start + length)
                break;
        }

        return new PromptText(runs);
    }

    /// <summary>The text without the characters at its ends that a condition holds for.</summary>
    public PromptText Trim(Func<Rune, bool> isTrimmed, bool start = true, bool end = true)
    {
        ReadOnlySpan<char> text = ToString();
        int from = 0;
        int to = text.Length;
        while (start && from < to)
        {
            _ = Rune.DecodeFromUtf16(text[from..to], out Rune rune, out int width);
            if (!isTrimmed(rune))
                break;
            from += width;
        }

        while (end && from < to)
        {
            _ = Rune.DecodeLastFromUtf16(text[from..to], out Rune rune, out int width);
            if (!isTrimmed(rune))
                break;
            to -= width;
        }

        return Slice(from, to - from);
    }

    /// <summary>The text without its provenance.</summary>
    public override string ToString() =>
        _text ??= _runs.Length == 1 ? _runs[0].Text : string.Concat(_runs.Select(r => r.Text));
}

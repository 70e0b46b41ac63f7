using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Brings text into a Unicode normalization form (<c>NFC</c>, <c>NFD</c>, <c>NFKC</c>, <c>NFKD</c>).</summary>
internal sealed class UnicodeNormalizer(bool composes, bool isCompatible) : Normalizer
{
    // Everything below is its own form, and takes part in nothing unless something at or above follows it.
    private readonly char _firstAffected = composes && !isCompatible ? '\u0300' : '\u0080';

    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        State state = default;
        for (int i = 0; i < text.Length;)
        {
            int plain = i;
            while (plain < text.Length && text[plain] < _firstAffected)
                plain++;
            if (plain - i > 1)
            {
                // The last plain character may combine with what follows it, so it goes through the segment.
                int copied = plain - 1;
                Flush(ref state, output);
                output.Append(text[i..copied], marks[i..copied]);
                i = copied;
            }

            int codePoint = CharacterClass.CodePointAt(text, i, out int units);
            Take(ref state, codePoint, marks[i], output);
            i += units;
        }

        Flush(ref state, output);
        state.Segment?.Trim();
    }

    private void Take(ref State state, int codePoint, TextMarks mark, MarkedText output)
    {
        NormalizationTable table = state.Table ??= NormalizationTable.Shared;
        PooledBuffer<int> parts = state.Parts ??= new PooledBuffer<int>();
        PooledBuffer<Character> segment = state.Segment ??= new PooledBuffer<Character>();
        parts.Clear();
        if (codePoint < _firstAffected)
            parts.Add(codePoint);
        else
            table.Decompose(codePoint, isCompatible, parts);
        foreach (int part in parts.Span)
        {
            int combiningClass = part < 0x300 ? 0 : table.ClassOf(part);
            if (combiningClass == 0 && !(composes && part >= 0x300 && table.IsFollower(part)))
                Flush(ref state, output);
            segment.Add(new Character(part, combiningClass, mark));
        }
    }

    private void Flush(ref State state, MarkedText output)
    {
        if (state.Segment is not { Count: > 0 } segment)
            return;
        if (segment.Count > 1)
        {
            Reorder(segment.Span);
            if (composes)
                Compose(segment, state.Table!);
        }

        foreach (Character character in segment.Span)
            output.AppendCodePoint(character.CodePoint, character.Mark);
        segment.Clear();
    }

    private static void Reorder(Span<Character> segment)
    {
        for (int i = 0; i < segment.Length;)
        {
            int end = i;
            bool isSorted = true;
            for (; end < segment.Length && segment[end].Class != 0; end++)
                isSorted &= end == i || segment[end - 1].Class <= segment[end].Class;
            if (!isSorted)
                Sort(segment[i..end]);
            i = Math.Max(end, i + 1);
        }
    }

    // Stable and linear: a counting sort by class, because a hostile text may pile up any number of marks.
    private static void Sort(Span<Character> marks)
    {
        Span<int> next = stackalloc int[257];
        next.Clear();
        foreach (Character mark in marks)
            next[mark.Class + 1]++;
        for (int i = 1; i < next.Length; i++)
            next[i] += next[i - 1];
        Character[] sorted = new Character[marks.Length];
        foreach (Character mark in marks)
            sorted[next[mark.Class]++] = mark;
        sorted.CopyTo(marks);
    }

    private static void Compose(PooledBuffer<Character> segment, NormalizationTable table)
    {
        Span<Character> characters = segment.Span;
        int starter = -1;
        int last = -1;
        int count = 0;
        foreach (Character character in characters)
        {
            if (starter >= 0 && last < character.Class && table.TryCompose(characters[starter].CodePoint, character.CodePoint, out int composed))
            {
                characters[starter] = new Character(composed, 0, characters[starter].Mark | character.Mark);
                continue;
            }

            if (character.Class == 0)
                (starter, last) = (count, -1);
            else
                last = character.Class;
            characters[count++] = character;
        }

        segment.Truncate(count);
    }

    private readonly record struct Character(int CodePoint, int Class, TextMarks Mark);

    private struct State
    {
        public NormalizationTable? Table;
        public PooledBuffer<int>? Parts;
        public PooledBuffer<Character>? Segment;
    }
}

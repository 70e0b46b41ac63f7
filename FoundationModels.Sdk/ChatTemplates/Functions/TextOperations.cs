using System.Text;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Operations on text that keep its runs.</summary>
internal static class TextOperations
{
    /// <summary>The text without white space, or without the given characters, at its ends.</summary>
    public static StringValue Strip(StringValue text, TemplateValue? characters, bool start = true, bool end = true)
    {
        Func<Rune, bool> isTrimmed = rune => PythonCharacters.IsSpace(rune.Value);
        if (characters is StringValue set)
        {
            HashSet<Rune> runes = [.. set.Plain.EnumerateRunes()];
            isTrimmed = runes.Contains;
        }
        else if (characters is not (null or NoneValue))
        {
            throw new TemplateFault("strip arg must be None or str");
        }

        PromptText trimmed = text.Text.Trim(isTrimmed, start, end);
        return ReferenceEquals(trimmed, text.Text) ? text : new StringValue(trimmed, text.IsMarkup);
    }

    /// <summary>The texts one after the other with the separator between each two.</summary>
    public static StringValue Join(RenderState state, StringValue separator, IEnumerable<StringValue> texts)
    {
        PromptTextBuilder builder = new();
        bool isFirst = true;
        foreach (StringValue text in texts)
        {
            if (!isFirst)
                Append(state, builder, separator);
            isFirst = false;
            Append(state, builder, text);
        }

        return new StringValue(builder.ToPromptText());
    }

    /// <summary>Adds a text and counts it.</summary>
    public static void Append(RenderState state, PromptTextBuilder builder, StringValue text)
    {
        state.Charge(1);
        state.ChargeText(text.Length);
        state.CheckTextLength((long)builder.Length + text.Length);
        builder.Append(text.Text);
    }

    /// <summary>The text with so many, or all, occurrences of a part replaced.</summary>
    public static StringValue Replace(RenderState state, StringValue text, StringValue old, StringValue replacement, int count)
    {
        string plain = text.Plain;
        PromptTextBuilder builder = new();
        int from = 0;
        foreach (int at in Occurrences(plain, old.Plain, count))
        {
            state.Charge(1);
            builder.Append(text.Text.Slice(from, at - from));
            Append(state, builder, replacement);
            from = at + old.Length;
        }

        if (from == 0 && builder.Length == 0)
            return text;
        Append(state, builder, new StringValue(text.Text.Slice(from, plain.Length - from)));
        return new StringValue(builder.ToPromptText(), text.IsMarkup);
    }

    /// <summary>The parts between occurrences of a separator.</summary>
    public static List<TemplateValue> Split(RenderState state, StringValue text, string separator, int count, bool fromEnd)
    {
        if (separator.Length == 0)
            throw new TemplateFault("empty separator");
        string plain = text.Plain;
        List<int> cuts = fromEnd ? LastOccurrences(plain, separator, count) : [.. Occurrences(plain, separator, count)];
        return Parts(state, text, cuts, separator.Length);
    }

    /// <summary>The parts between stretches of white space.</summary>
    public static List<TemplateValue> SplitSpace(RenderState state, StringValue text, int count, bool fromEnd)
    {
        string plain = text.Plain;
        List<(int Start, int End)> words = fromEnd ? WordsFromEnd(plain, count) : WordsFromStart(plain, count);
        state.ChargeItems(words.Count);
        state.ChargeText(text.Length);
        return [.. words.Select(w => text.Part(w.Start, w.End - w.Start))];
    }

    /// <summary>The lines, with or without their ends.</summary>
    public static List<TemplateValue> SplitLines(RenderState state, StringValue text, bool keepsEnds)
    {
        string plain = text.Plain;
        List<TemplateValue> lines = [];
        int start = 0;
        while (start < plain.Length)
        {
            int end = start;
            while (end < plain.Length && !PythonCharacters.IsLineEnd(plain[end]))
                end++;
            int next = end < plain.Length ? end + 1 : end;
            if (end + 1 < plain.Length && plain[end] == '\r' && plain[end + 1] == '\n')
                next++;
            lines.Add(text.Part(start, (keepsEnds ? next : end) - start));
            start = next;
        }

        state.ChargeItems(lines.Count);
        state.ChargeText(text.Length);
        return lines;
    }

    /// <summary>The text in a field of so many code points.</summary>
    public static StringValue Pad(RenderState state, StringValue text, int width, StringValue fill, Func<int, int> left)
    {
        int missing = width - text.CodePointCount;
        if (missing <= 0)
            return text;
        state.ChargeText((long)missing * fill.Length);
        int before = left(missing);
        PromptTextBuilder builder = new();
        for (int i = 0; i < missing; i++)
        {
            if (i == before)
                builder.Append(text.Text);
            builder.Append(fill.Text);
        }

        if (before == missing)
            builder.Append(text.Text);
        return new StringValue(builder.ToPromptText(), text.IsMarkup);
    }

    // An empty part occurs before each character and at the end.
    private static IEnumerable<int> Occurrences(string text, string part, int count)
    {
        if (part.Length == 0)
        {
            for (int at = 0; at <= text.Length && count != 0; count--)
            {
                yield return at;
                at += at < text.Length ? CodePoints.Width(text, at) : 1;
            }

            yield break;
        }

        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0 && count != 0; count--)
        {
            yield return at;
            at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal);
        }
    }

    private static List<int> LastOccurrences(string text, string part, int count)
    {
        List<int> cuts = [];
        int end = text.Length;
        while (count != 0 && end >= part.Length)
        {
            int at = text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal);
            if (at < 0)
                break;
            cuts.Add(at);
            end = at;
            count--;
        }

        cuts.Reverse();
        return cuts;
    }

    private static List<TemplateValue> Parts(RenderState state, StringValue text, List<int> cuts, int width)
    {
        state.ChargeItems(cuts.Count + 1);
        state.ChargeText(text.Length);
        List<TemplateValue> parts = new(cuts.Count + 1);
        int from = 0;
        foreach (int cut in cuts)
        {
            parts.Add(text.Part(from, cut - from));
            from = cut + width;
        }

        parts.Add(text.Part(from, text.Length - from));
        return parts;
    }

    private static List<(int Start, int End)> WordsFromStart(string text, int count)
    {
        List<(int, int)> words = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && PythonCharacters.IsSpace(text[at]))
                at++;
            if (at == text.Length)
                return words;
            int start = at;
            if (count-- == 0)
            {
                words.Add((start, text.Length));
                return words;
            }

            while (at < text.Length && !PythonCharacters.IsSpace(text[at]))
                at++;
            words.Add((start, at));
        }
    }

    private static List<(int Start, int End)> WordsFromEnd(string text, int count)
    {
        List<(int, int)> words = [];
        int at = text.Length;
        while (true)
        {
            while (at > 0 && PythonCharacters.IsSpace(text[at - 1]))
                at--;
            if (at == 0)
                break;
            int end = at;
            if (count-- == 0)
            {
                words.Add((0, end));
                break;
            }

            while (at > 0 && !PythonCharacters.IsSpace(text[at - 1]))
                at--;
            words.Add((at, end));
        }

        words.Reverse();
        return words;
    }
}

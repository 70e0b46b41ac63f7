namespace FoundationModels.ChatTemplates;

/// <summary>Unicode code points in UTF-16 text, where an unpaired surrogate is one by itself, as in Python.</summary>
internal static class CodePoints
{
    /// <summary>The number of code points.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int i = text.IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
                count--;
        }

        return count;
    }

    /// <summary>The number of UTF-16 units of the code point at an offset.</summary>
    public static int Width(string text, int offset) =>
        offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]) ? 2 : 1;

    /// <summary>The offset of a code point by its index.</summary>
    public static int ToOffset(string text, int count, int index)
    {
        if (count == text.Length)
            return index;
        int offset = 0;
        for (; index > 0; index--)
            offset += Width(text, offset);
        return offset;
    }

    /// <summary>The offset of each code point.</summary>
    public static int[] Offsets(string text)
    {
        int[] offsets = new int[Count(text)];
        for (int i = 0, at = 0; i < offsets.Length; i++)
        {
            offsets[i] = at;
            at += Width(text, at);
        }

        return offsets;
    }

    /// <summary>The code point at an offset.</summary>
    public static int At(string text, int offset) =>
        Width(text, offset) == 2 ? char.ConvertToUtf32(text[offset], text[offset + 1]) : text[offset];
}

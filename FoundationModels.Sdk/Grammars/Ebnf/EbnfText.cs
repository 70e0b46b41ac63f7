using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Reads texts in quotes and their escapes.</summary>
internal static class EbnfText
{
    /// <summary>Reads a text in quotes, with the quotes.</summary>
    public static List<int> ReadQuoted(EbnfReader reader)
    {
        var place = reader.Place;
        reader.Skip();
        var codePoints = new List<int>();
        while (reader.Peek() != '"')
        {
            if (reader.Peek() is EbnfReader.End or '\n')
                throw place.Refuse("the text has no closing quote");
            codePoints.Add(ReadCharacter(reader));
        }
        reader.Skip();
        return codePoints;
    }

    /// <summary>Reads a character, or an escape for one.</summary>
    public static int ReadCharacter(EbnfReader reader)
    {
        if (reader.Peek() != '\\')
            return reader.ReadCodePoint();
        var place = reader.Place;
        reader.Skip();
        int letter = reader.Peek();
        if (letter == EbnfReader.End)
            throw place.Refuse("an escape is not finished");
        if (letter is 'x' or 'u' or 'U')
        {
            reader.Skip();
            return reader.ReadHex(letter == 'x' ? 2 : letter == 'u' ? 4 : 8);
        }
        int codePoint = letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', 'v' => '\v', 'b' => '\b', '0' => 0, _ => letter };
        if (codePoint == letter && char.IsAsciiLetterOrDigit((char)letter))
            throw place.Refuse($"'\\{(char)letter}' is no known escape");
        if (codePoint == letter)
            return reader.ReadCodePoint();
        reader.Skip();
        return codePoint;
    }

    /// <summary>The expression of a text.</summary>
    public static RegexNode ToNode(IReadOnlyList<int> codePoints, bool ignoreCase = false)
    {
        var parts = new List<RegexNode>();
        foreach (int codePoint in codePoints)
        {
            var set = CodePointSet.Of(codePoint, codePoint);
            parts.Add(new RegexNode.Character(ignoreCase ? CaseFolding.Close(set) : set));
        }
        return RegexNode.Join(parts);
    }
}

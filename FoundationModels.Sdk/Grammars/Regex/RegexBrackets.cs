using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Reads a class in brackets.</summary>
internal static class RegexBrackets
{
    /// <summary>Reads a class. The opening bracket was read.</summary>
    public static CodePointSet Read(RegexReader reader, RegexFlags flags)
    {
        bool negated = reader.TrySkip("^");
        var ranges = new List<int>();
        var set = CodePointSet.Empty;
        int highest = 0;
        while (!reader.TrySkip("]"))
        {
            var single = ReadAtom(reader, out int first);
            if (reader.Peek() != '-' || reader.Peek(1) is ']' or RegexReader.End)
            {
                Add(single, first);
                continue;
            }
            reader.Skip();
            var other = ReadAtom(reader, out int last);
            if (first >= 0 && last >= 0)
            {
                if (first > last)
                    throw reader.Refuse("a range goes from the smaller to the greater code point");
                AddRange(first, last);
                continue;
            }
            // Between sets, a hyphen is a hyphen.
            Add(single, first);
            Add(other, last);
            AddRange('-', '-');
        }
        // Halves of surrogate pairs, which a range may pass, are no characters.
        var plain = CodePointSet.Of([.. ranges]);
        set = set.Union(highest < CodePointPartition.FirstSurrogate ? plain : plain.Intersect(CodePointSet.All));
        if ((flags & RegexFlags.IgnoreCase) != 0)
            set = CaseFolding.Close(set);
        return negated ? set.Complement() : set;

        void Add(CodePointSet part, int codePoint)
        {
            if (codePoint >= 0)
                AddRange(codePoint, codePoint);
            else
                set = set.Union(part);
        }

        void AddRange(int first, int last)
        {
            ranges.Add(first);
            ranges.Add(last);
            highest = Math.Max(highest, last);
        }
    }

    private static CodePointSet ReadAtom(RegexReader reader, out int codePoint)
    {
        if (reader.Peek() == RegexReader.End)
            throw reader.Refuse("']' is missing");
        codePoint = reader.Read();
        return codePoint == '\\' ? RegexEscapes.Read(reader, inClass: true, out codePoint) : CodePointSet.Empty;
    }
}

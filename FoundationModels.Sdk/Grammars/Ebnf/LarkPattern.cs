using System.Text;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Reads patterns between slashes.</summary>
internal static class LarkPattern
{
    /// <summary>Reads a pattern with its slashes and flags.</summary>
    public static RegexNode Read(EbnfReader reader)
    {
        var place = reader.Place;
        reader.Skip();
        var pattern = new StringBuilder();
        while (reader.Peek() != '/')
        {
            if (reader.Peek() is EbnfReader.End or '\n')
                throw place.Refuse("the pattern has no closing slash");
            // The slash alone needs its escape only here.
            if (reader.Peek() == '\\' && reader.Peek(1) == '/')
                reader.Skip();
            else if (reader.Peek() == '\\' && reader.Peek(1) != EbnfReader.End)
                Take(reader, pattern);
            Take(reader, pattern);
        }
        reader.Skip();
        var flags = reader.CountWhile(0, static unit => unit is 'i' or 'm' or 's' or 'l' or 'u' or 'x') is var count ? Flags(reader, count, place) : "";
        try
        {
            return RegexParser.Parse(flags.Length == 0 ? pattern.ToString() : $"(?{flags}:{pattern})");
        }
        catch (GrammarRefusal refusal)
        {
            throw place.Refuse(refusal.Reason);
        }
    }

    private static void Take(EbnfReader reader, StringBuilder pattern)
    {
        pattern.Append((char)reader.Peek());
        reader.Skip();
    }

    // l and u choose between alphabets, of which there is one here.
    private static string Flags(EbnfReader reader, int count, EbnfPlace place)
    {
        var flags = new StringBuilder();
        for (; count > 0; count--)
        {
            if (reader.Peek() == 'x')
                throw place.Refuse("the flag x is not supported; write the pattern without spaces and comments");
            if (reader.Peek() is 'i' or 'm' or 's')
                flags.Append((char)reader.Peek());
            reader.Skip();
        }
        return flags.ToString();
    }
}

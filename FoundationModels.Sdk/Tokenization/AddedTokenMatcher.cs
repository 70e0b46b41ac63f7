using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization;

/// <summary>Finds added tokens in text: the longest at the leftmost place. What is not marked as untrusted is where they may be.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<(int Node, char Unit), int> _edges = [];
    private readonly List<AddedToken?> _tokens = [null];
    private readonly ulong[] _firstUnits = new ulong[(char.MaxValue + 1) / 64];

    /// <summary>Gets whether there is no token to find.</summary>
    public bool IsEmpty => _tokens.Count == 1;

    /// <summary>Adds a token that is found by a text, which may be its content or a normalized form; the first one wins where a text comes twice.</summary>
    public void Add(string text, AddedToken token)
    {
        if (text.Length == 0)
            return;
        int node = 0;
        foreach (char unit in text)
        {
            if (!_edges.TryGetValue((node, unit), out int next))
            {
                next = _tokens.Count;
                _edges[(node, unit)] = next;
                _tokens.Add(null);
            }

            node = next;
        }

        _tokens[node] ??= token;
        _firstUnits[text[0] >> 6] |= 1UL << text[0];
    }

    /// <summary>Cuts a text into sections and added tokens, in order. Sections may be empty or absent.</summary>
    public void Split(MarkedText text, bool recognizesSpecial, PooledBuffer<TextSection> output)
    {
        int sectionStart = 0;
        ReadOnlySpan<char> units = text.Text;
        ReadOnlySpan<TextMarks> marks = text.Marks;
        for (int at = 0; at < units.Length;)
        {
            if ((marks[at] & TextMarks.Untrusted) != 0 || (_firstUnits[units[at] >> 6] & (1UL << units[at])) == 0 ||
                !TryFindLongest(units, marks, at, out AddedToken? token, out int end))
            {
                at++;
                continue;
            }

            int start = at;
            at = end;
            if ((token!.IsSpecial && !recognizesSpecial) || (token.IsSingleWord && TouchesWord(units, start, end)))
                continue;

            // White space around a token is dropped whoever wrote it: that makes nothing else of it, and is what the reference does.
            if (token.StripsLeft)
            {
                while (start > sectionStart && CharacterClass.IsWhiteSpace(units[start - 1]))
                    start--;
            }

            if (token.StripsRight)
            {
                while (end < units.Length && CharacterClass.IsWhiteSpace(units[end]))
                    end++;
            }

            if (start > sectionStart)
                output.Add(new TextSection(sectionStart, start - sectionStart, TextSection.NoToken));
            output.Add(new TextSection(start, end - start, token.Id));
            sectionStart = end;
        }

        if (sectionStart < units.Length)
            output.Add(new TextSection(sectionStart, units.Length - sectionStart, TextSection.NoToken));
    }

    private bool TryFindLongest(ReadOnlySpan<char> units, ReadOnlySpan<TextMarks> marks, int at, out AddedToken? token, out int end)
    {
        (token, end) = (null, at);
        int node = 0;
        for (int i = at; i < units.Length && (marks[i] & TextMarks.Untrusted) == 0 && _edges.TryGetValue((node, units[i]), out node); i++)
        {
            if (_tokens[node] is { } found)
                (token, end) = (found, i + 1);
        }

        return token is not null;
    }

    private static bool TouchesWord(ReadOnlySpan<char> units, int start, int end) =>
        (start > 0 && CharacterClass.IsWord(CharacterClass.CodePointBefore(units, start))) ||
        (end < units.Length && CharacterClass.IsWord(CharacterClass.CodePointAt(units, end, out _)));
}

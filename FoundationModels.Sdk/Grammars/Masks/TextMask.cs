using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Masks;

/// <summary>The tokens that go on within a text from one place, and the places of the token tree where the text's closing quote stands.</summary>
internal sealed class TextMask
{
    private const int WorthASkip = 4;

    private TextMask(ulong[] words, int[] exits, int[] exitStates, bool isOfAutomaton)
    {
        IsOfAutomaton = isOfAutomaton;
        Words = words;
        Exits = exits;
        ExitStates = exitStates;
    }

    /// <summary>Gets the tokens that end within the text.</summary>
    public ulong[] Words { get; }

    /// <summary>Gets the nodes of closing quotes, in the order of the tree.</summary>
    public int[] Exits { get; }

    /// <summary>Gets whether the states are those of an automaton. Other languages number theirs in their own way, though they may share the mask.</summary>
    public bool IsOfAutomaton { get; }

    /// <summary>Gets the state of the language before each of these quotes.</summary>
    public int[] ExitStates { get; }

    /// <summary>Gets the memory that it takes.</summary>
    public long Bytes => (Words.Length * sizeof(ulong)) + (Exits.Length * 2 * sizeof(int));

    /// <summary>Walks the whole tree of tokens.</summary>
    public static TextMask Build(TokenVocabulary vocabulary, FreeText free, TextLanguage language, long position, bool canonical)
    {
        TokenTrie trie = vocabulary.Trie;
        ulong[] words = new ulong[(vocabulary.Size + 63) / 64];
        List<int> exits = [];
        List<int> states = [];
        Span<long> stack = stackalloc long[257];
        stack[0] = position;
        ReadOnlySpan<byte> values = trie.Values;
        ReadOnlySpan<byte> depths = trie.Depths;
        ReadOnlySpan<int> ends = trie.End;
        ReadOnlySpan<int> tokens = trie.Tokens;
        ByteAutomaton? automaton = (language as AutomatonLanguage)?.Automaton;
        for (int node = 0; node < values.Length;)
        {
            int depth = depths[node];
            byte value = values[node];
            long before = stack[depth - 1];
            long next = before > int.MaxValue || value is < 0x20 or (byte)'"' or (byte)'\\' ? JsonStringText.Next(language, before, value, canonical)
                : automaton is not null ? automaton.Next((int)before, value)
                : language.Next((int)before, value);
            if (next < 0)
            {
                if (next == JsonStringText.Closed && language.Label(JsonStringText.StateOf(before)) >= 0)
                {
                    exits.Add(node);
                    states.Add(JsonStringText.StateOf(before));
                }

                node = ends[node];
                continue;
            }

            stack[depth] = next;
            for (int token = tokens[node]; token >= 0; token = trie.SameAs[token])
                words[token >> 6] |= 1UL << (token & 63);
            if (next > int.MaxValue || ends[node] - node < WorthASkip || !free.IsBetween(node) || !language.IsFree((int)next))
            {
                node++;
                continue;
            }

            // Nothing restricts the text from here on: what is below was walked before.
            free.AddBelow(node, ends[node], words);
            foreach (int exit in free.ExitsBelow(node, ends[node]))
            {
                exits.Add(exit);
                states.Add((int)next);
            }

            node = ends[node];
        }

        return new TextMask(words, [.. exits], [.. states], automaton is not null);
    }
}

using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Masks;

/// <summary>Works out which tokens may come in a state, by walking the tree of tokens along with the grammar.</summary>
internal sealed class MaskBuilder(TokenVocabulary vocabulary, MaskPool pool)
{
    private readonly ulong[] _words = new ulong[(vocabulary.Size + 63) / 64];
    private readonly TokenTrie _trie = vocabulary.Trie;
    private (TextState? Text, int State, GrammarState? Behind) _closed;

    /// <summary>The mask of a state.</summary>
    public TokenMask Build(GrammarState state)
    {
        if (state is TextState { IsFiltered: false } text)
        {
            Within(text);
        }
        else
        {
            Array.Clear(_words);
            ref readonly ByteSet live = ref state.LiveBytes;
            for (int value = live.NextAtLeast(0); value >= 0; value = value == 255 ? -1 : live.NextAtLeast(value + 1))
            {
                if (_trie.Root(value) is >= 0 and int root && state.Step((byte)value) is { } next)
                    Enter(root, next);
            }
        }

        if (state.IsAccepting)
        {
            foreach (int token in vocabulary.EndTokens)
                Set(token);
        }

        return pool.Intern(_words);
    }

    private void Set(int token) => _words[token >> 6] |= 1UL << (token & 63);

    private void SetTokensAt(int node)
    {
        for (int token = _trie.Tokens[node]; token >= 0; token = _trie.SameAs[token])
            Set(token);
    }

    // The node was reached and its byte accepted.
    private void Enter(int node, GrammarState state)
    {
        SetTokensAt(node);
        int end = _trie.End[node];
        if (node + 1 == end)
            return;
        if (state is TextState text)
            WalkText(node + 1, end, text);
        else
            Walk(node + 1, end, state);
    }

    private void Walk(int node, int end, GrammarState state)
    {
        while (node < end)
        {
            if (state.Step(_trie.Values[node]) is { } next)
                Enter(node, next);
            node = _trie.End[node];
        }
    }

    // Within a text, positions are enough: no states are made for every byte.
    private void WalkText(int node, int end, TextState text)
    {
        Span<long> stack = stackalloc long[257];
        int top = _trie.Depths[node] - 1;
        stack[top] = text.Position;
        bool canonical = text.Machine.IsCanonical;
        bool filtered = text.IsFiltered;
        while (node < end)
        {
            int depth = _trie.Depths[node];
            long before = stack[depth - 1];
            long next = JsonStringText.Next(text.Language, before, _trie.Values[node], canonical);
            if (next == JsonStringText.Closed)
            {
                if (Close(text, JsonStringText.StateOf(before), node, top) is { } behind)
                    Enter(node, behind);
            }
            else if (next >= 0 && (!filtered || text.IsLive(JsonStringText.StateOf(next))))
            {
                SetTokensAt(node);
                stack[depth] = next;
                node++;
                continue;
            }

            node = _trie.End[node];
        }
    }

    private void Within(TextState text)
    {
        bool plain = !JsonStringText.IsInEscape(text.Position);
        bool free = plain && text.Language.IsFree(JsonStringText.StateOf(text.Position));
        bool borrowed = !free && plain && text is KeyState;
        TextMask mask = free || borrowed ? pool.FreeText(text.Machine.IsCanonical) : pool.Text(text);
        mask.Words.CopyTo(_words, 0);
        bool known = !borrowed && text.Language is AutomatonLanguage;
        for (int i = 0; i < mask.Exits.Length; i++)
        {
            int node = mask.Exits[i];
            if (Close(text, known ? mask.ExitStates[i] : -1, node, 0) is { } behind)
                Enter(node, behind);
        }

        _closed = default;
    }

    // What is behind a quote depends on more than the state of the language only where names must be remembered or items captured; then the states are gone through one by one.
    private GrammarState? Close(TextState text, int state, int node, int top)
    {
        if (text.NeedsBytes || state < 0)
        {
            Span<byte> path = stackalloc byte[256];
            int length = 0;
            for (int at = node; at >= 0 && _trie.Depths[at] > top; at = _trie.Parents[at])
                path[length++] = _trie.Values[at];
            if (text.NeedsBytes)
                return Go(text, path[..length]);
            state = JsonStringText.StateOf(Go(text.Language, text.Position, path[1..length], text.Machine.IsCanonical));
        }

        if (_closed.Text != text || _closed.State != state)
            _closed = (text, state, text.Close(state, text.Context));
        return _closed.Behind;
    }

    private static GrammarState? Go(GrammarState? state, ReadOnlySpan<byte> backwards)
    {
        for (int i = backwards.Length - 1; i >= 0 && state is not null; i--)
            state = state.Step(backwards[i]);
        return state;
    }

    private static long Go(TextLanguage language, long position, ReadOnlySpan<byte> backwards, bool canonical)
    {
        for (int i = backwards.Length - 1; i >= 0; i--)
            position = JsonStringText.Next(language, position, backwards[i], canonical);
        return position;
    }
}

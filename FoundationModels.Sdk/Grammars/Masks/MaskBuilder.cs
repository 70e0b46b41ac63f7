using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Masks;

/// <summary>Works out which tokens may come in a state, by walking the tree of tokens along with the grammar.</summary>
internal sealed class MaskBuilder(TokenVocabulary vocabulary, MaskPool pool)
{
    private readonly ulong[] _words = new ulong[(vocabulary.Size + 63) / 64];
    private readonly TokenTrie _trie = vocabulary.Trie;
    private readonly Dictionary<int, GrammarState?> _behind = [];

    /// <summary>The mask of a state.</summary>
    public TokenMask Build(GrammarState state)
    {
        if (state is KeyState { IsFiltered: true, NeedsBytes: false } key && !JsonStringText.IsInEscape(key.Position))
            WithinNames(key);
        else if (state is TextState { IsFiltered: false } text)
            Within(text);
        else
            FromRoot(state);
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

    private void FromRoot(GrammarState state)
    {
        Array.Clear(_words);
        ref readonly ByteSet live = ref state.LiveBytes;
        for (int value = live.NextAtLeast(0); value >= 0; value = value == 255 ? -1 : live.NextAtLeast(value + 1))
        {
            if (_trie.Root(value) is >= 0 and int root && state.Step((byte)value) is { } next)
                Enter(root, next);
        }
    }

    // The node was reached and its byte accepted.
    private void Enter(int node, GrammarState state)
    {
        SetTokensAt(node);
        int end = _trie.End[node];
        if (node + 1 == end)
            return;
        if (state is TextState text)
            WalkText(node + 1, end, text, text.Position);
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
    private void WalkText(int node, int end, TextState text, long position)
    {
        Span<long> stack = stackalloc long[257];
        int top = _trie.Depths[node] - 1;
        stack[top] = position;
        bool canonical = text.Machine.IsCanonical;
        while (node < end)
        {
            int depth = _trie.Depths[node];
            long before = stack[depth - 1];
            long next = JsonStringText.Next(text.Language, before, _trie.Values[node], canonical);
            if (next == JsonStringText.Closed)
            {
                GrammarState? behind = text.NeedsBytes ? Go(text, node, top) : text.Close(JsonStringText.StateOf(before), text.Context);
                if (behind is not null)
                    Enter(node, behind);
            }
            else if (next >= 0)
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
        int state = JsonStringText.StateOf(text.Position);
        if (!JsonStringText.IsInEscape(text.Position))
        {
            switch (text.Language)
            {
                case AutomatonLanguage { IsOpen: true } when state == 0:
                    WithinFree(text, text.Close(state, Unread(text)), 0, int.MaxValue, int.MaxValue);
                    return;
                case LengthLanguage length when LengthLanguage.IsBetween(state):
                    int count = LengthLanguage.CountOf(state);
                    int most = length.Maximum == int.MaxValue ? int.MaxValue : length.Maximum - count;
                    WithinFree(text, text.CloseLabel(0, Unread(text)), length.Minimum - count, most, most);
                    return;
                case KeyLanguage { HasNoPatterns: true } keys when keys.IsBetween(state) && text is KeyState key:
                    WithinName(key, keys, state);
                    return;
            }
        }

        if (IsFree(text, text.Position))
            WithinFree(text, text.CloseLabel(text.Language.Label(state), Unread(text)), 0, int.MaxValue, int.MaxValue);
        else
            WithinOther(text);
    }

    // Where nothing restricts the text any more; which names must not be repeated is looked at elsewhere.
    private static bool IsFree(TextState text, long position)
        => !JsonStringText.IsInEscape(position) && !(text is KeyState && text.NeedsBytes) && text.Language.IsFree(JsonStringText.StateOf(position));

    private void WithinName(KeyState key, KeyLanguage keys, int state)
    {
        WithinFree(key, key.CloseLabel(keys.OtherClass, Unread(key)), 0, int.MaxValue, int.MaxValue);
        foreach (int name in keys.NamesBelow(state))
        {
            // The names that the schema speaks of have values of their own.
            ReadOnlySpan<byte> rest = keys.RestOf(name, state);
            if (NodeBehind(rest) is >= 0 and int quote)
                CloseName(key, name, quote);
            foreach (int escaped in pool.FreeText(key.Machine.IsCanonical).WithEscapes(rest))
                CloseName(key, name, escaped);
        }

        foreach (byte[] rest in key.RestsOfNamesThatCame())
        {
            if (NodeBehind(rest) is >= 0 and int quote)
                Clear(quote);
            foreach (int escaped in pool.FreeText(key.Machine.IsCanonical).WithEscapes(rest))
                Clear(escaped);
        }
    }

    private void CloseName(KeyState key, int name, int quote)
    {
        Clear(quote);
        if (key.CloseLabel(name, Unread(key)) is { } behind)
            Enter(quote, behind);
    }

    private void Clear(int quote)
    {
        for (int node = quote; node < _trie.End[quote]; node++)
        {
            for (int token = _trie.Tokens[node]; token >= 0; token = _trie.SameAs[token])
                _words[token >> 6] &= ~(1UL << (token & 63));
        }
    }

    private int NodeBehind(ReadOnlySpan<byte> rest)
    {
        List<byte> spelled = [];
        foreach (byte value in rest)
            JsonStringText.AppendByte(value, spelled);
        spelled.Add((byte)'"');
        return _trie.Find(spelled);
    }

    private void WithinFree(TextState text, GrammarState? behind, int fewest, int most, int room)
    {
        FreeText free = pool.FreeText(text.Machine.IsCanonical);
        (room == int.MaxValue ? free.Words : free.UpTo(room)).CopyTo(_words, 0);
        if (behind is not null)
            AddTails(free.Tails, 0, behind, fewest, most, text, 0);
    }

    private void AddTails(TailTrie tails, int node, GrammarState behind, int fewest, int most, TextState text, int quotes)
    {
        ReadOnlySpan<int> tokens = tails.TokensAt(node);
        ReadOnlySpan<byte> characters = tails.CharactersAt(node);
        for (int i = 0; i < tokens.Length; i++)
        {
            if (characters[i] >= fewest && characters[i] <= most && (quotes < 2 || !text.NeedsBytes || Accepts(text, tokens[i])))
                Set(tokens[i]);
        }

        for (int child = node + 1; child < tails.Ends[node]; child = tails.Ends[child])
        {
            byte value = tails.Values[child];
            if (behind.Step(value) is { } next)
                AddTails(tails, child, next, fewest, most, text, quotes + (value == '"' ? 1 : 0));
        }
    }

    // What was captured decides about repetitions alone, and these are looked at where they can occur.
    private static JsonContext Unread(TextState text) => text.Context with { Capture = null };

    // Whether a later text repeats this one, which must not be, shows only in the bytes.
    private bool Accepts(GrammarState state, int token)
    {
        vocabulary.TryGetBytes(token, out ReadOnlySpan<byte> bytes);
        GrammarState? at = state;
        for (int i = 0; i < bytes.Length && at is not null; i++)
            at = at.Step(bytes[i]);
        return at is not null;
    }

    private void WithinOther(TextState text)
    {
        TextMask mask = pool.Text(text.Language, text.Position, text.Machine.IsCanonical);
        mask.Words.CopyTo(_words, 0);
        Leave(text, mask, text.Position);
    }

    // Names of which not every one may come: those that nothing declares are the same in many objects, and are corrected along the declared ones.
    private void WithinNames(KeyState key)
    {
        KeyLanguage keys = key.Situation.Program.Keys;
        int state = JsonStringText.StateOf(key.Position);
        int off = keys.OffNames(state);
        if (IsFree(key, off))
        {
            WithinFree(key, key.CloseLabel(keys.Label(off), Unread(key)), 0, int.MaxValue, int.MaxValue);
        }
        else if (key.Situation.IsLive(off))
        {
            TextMask mask = pool.Text(key.Language, off, key.Machine.IsCanonical);
            mask.Words.CopyTo(_words, 0);
            Leave(key, mask, off);
        }
        else
        {
            Array.Clear(_words);
        }

        if (keys.IsOnNames(state))
            AlongNames(key, keys, state, 0, _trie.Count);
    }

    private void AlongNames(KeyState key, KeyLanguage keys, int state, int from, int end)
    {
        for (int node = from; node < end; node = _trie.End[node])
        {
            byte value = _trie.Values[node];
            switch (value)
            {
                case (byte)'"':
                    if (keys.NameAt(state) is >= 0 and int name)
                        CloseName(key, name, node);
                    break;
                case (byte)'\\':
                    Clear(node);
                    WalkText(node, _trie.End[node], key, state);
                    break;
                case < 0x20:
                    break;
                default:
                    if (keys.Next(state, value) is not (>= 0 and int next) || !keys.IsOnNames(next))
                        break;
                    if (!key.Situation.IsLive(next))
                    {
                        Clear(node);
                        break;
                    }

                    SetTokensAt(node);
                    AlongNames(key, keys, next, node + 1, _trie.End[node]);
                    break;
            }
        }
    }

    // Goes on behind the closing quotes.
    private void Leave(TextState text, TextMask mask, long position)
    {
        bool known = mask.IsOfAutomaton && text.Language is AutomatonLanguage;
        _behind.Clear();
        for (int i = 0; i < mask.Exits.Length; i++)
        {
            int node = mask.Exits[i];
            if (text.NeedsBytes && (text is KeyState || _trie.QuotesBelow(node) > 1))
            {
                if (Go(text, node, 0) is { } exact)
                    Enter(node, exact);
                continue;
            }

            int label = text.Language.Label(known ? mask.ExitStates[i] : StateAt(text, position, node));
            if (label < 0)
                continue;
            if (!_behind.TryGetValue(label, out GrammarState? behind))
                _behind.Add(label, behind = text.CloseLabel(label, Unread(text)));
            if (behind is not null)
                Enter(node, behind);
        }
    }

    private int StateAt(TextState text, long position, int quote)
    {
        Span<byte> path = stackalloc byte[256];
        int length = PathTo(_trie.Parents[quote], 0, path);
        for (int i = length - 1; i >= 0; i--)
            position = JsonStringText.Next(text.Language, position, path[i], text.Machine.IsCanonical);
        return JsonStringText.StateOf(position);
    }

    private GrammarState? Go(GrammarState start, int node, int top)
    {
        Span<byte> path = stackalloc byte[256];
        GrammarState? state = start;
        for (int i = PathTo(node, top, path) - 1; i >= 0 && state is not null; i--)
            state = state.Step(path[i]);
        return state;
    }

    // The bytes come last first.
    private int PathTo(int node, int top, Span<byte> path)
    {
        int length = 0;
        for (int at = node; at >= 0 && _trie.Depths[at] > top; at = _trie.Parents[at])
            path[length++] = _trie.Values[at];
        return length;
    }
}

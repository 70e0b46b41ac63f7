using System.Runtime.InteropServices;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Masks;

/// <summary>The token masks of a vocabulary, each distinct one once, whichever grammar it was made for.</summary>
/// <remarks>
/// Grammars differ, but most of their states allow one of few sets of tokens: within a string, before a name, behind a value. So masks are looked up by content once they are made, and what takes
/// longest to make, the tokens within a text, is looked up by the rest of the text's language before.
/// </remarks>
internal sealed class MaskPool
{
    private const long MostBytes = 192L << 20;

    private readonly TokenVocabulary _vocabulary;
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<TokenMask>> _masks = [];
    private readonly Dictionary<(ulong Language, int State, long Escape, bool Canonical), TextMask> _texts = [];
    private readonly MaskBuilder _builder;
    private readonly FreeText _free;
    private readonly FreeText _freeCanonical;
    private long _bytes;

    public MaskPool(TokenVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _builder = new MaskBuilder(vocabulary, this);
        _free = Masks.FreeText.Build(vocabulary, canonical: false);
        _freeCanonical = Masks.FreeText.Build(vocabulary, canonical: true);
    }

    /// <summary>Gets the number of distinct masks.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _masks.Values.Sum(m => m.Count);
        }
    }

    /// <summary>The mask of a state.</summary>
    public TokenMask MaskOf(GrammarState state)
    {
        for (MaskSlot? slot = state.Masks; slot is not null; slot = slot.Other)
        {
            if (ReferenceEquals(slot.Vocabulary, _vocabulary))
                return slot.Mask;
        }

        // Languages of texts grow as they are walked, like the states of the grammar itself.
        lock (_gate)
        {
            lock (state.GrammarGate)
            {
                TokenMask mask = _builder.Build(state);
                state.Masks = new MaskSlot(_vocabulary, mask, state.Masks);
                return mask;
            }
        }
    }

    /// <summary>The one mask with some content.</summary>
    public TokenMask Intern(ReadOnlySpan<ulong> words)
    {
        ulong hash = HashOf(words);
        ref List<TokenMask>? masks = ref CollectionsMarshal.GetValueRefOrAddDefault(_masks, hash, out _);
        foreach (TokenMask known in masks ?? [])
        {
            if (known.Words.SequenceEqual(words))
                return known;
        }

        TokenMask mask = new(words.ToArray(), _vocabulary.Size);
        (masks ??= []).Add(mask);
        Account(words.Length * sizeof(ulong));
        return mask;
    }

    /// <summary>The tokens that stay within a text.</summary>
    public TextMask Text(TextLanguage language, long position, bool isCanonical)
    {
        (ulong content, int at) = language.Identity(JsonStringText.StateOf(position));
        var key = (content, at, position >> 31, isCanonical);
        if (!_texts.TryGetValue(key, out TextMask? text))
        {
            text = TextMask.Build(_vocabulary, FreeText(isCanonical), language, position, isCanonical);
            _texts.Add(key, text);
            Account(text.Bytes);
        }

        return text;
    }

    /// <summary>The tokens that stay within a text that nothing restricts.</summary>
    public FreeText FreeText(bool canonical) => canonical ? _freeCanonical : _free;

    // States hold on to their masks; what is dropped here is only not shared any more.
    private void Account(long bytes)
    {
        _bytes += bytes;
        if (_bytes <= MostBytes)
            return;
        _bytes = 0;
        _masks.Clear();
        _texts.Clear();
    }

    private static ulong HashOf(ReadOnlySpan<ulong> words)
    {
        ulong a = 0x9E3779B97F4A7C15;
        ulong b = 0xC2B2AE3D27D4EB4F;
        ulong c = 0x165667B19E3779F9;
        ulong d = 0x27D4EB2F165667C5;
        int i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = unchecked((a ^ words[i]) * 0x9FB21C651E98DF25);
            b = unchecked((b ^ words[i + 1]) * 0x9FB21C651E98DF25);
            c = unchecked((c ^ words[i + 2]) * 0x9FB21C651E98DF25);
            d = unchecked((d ^ words[i + 3]) * 0x9FB21C651E98DF25);
            a ^= a >> 29;
            b ^= b >> 31;
            c ^= c >> 27;
            d ^= d >> 33;
        }

        for (; i < words.Length; i++)
            a = unchecked((a ^ words[i]) * 0x9FB21C651E98DF25);
        return unchecked(((a * 31) + b) * 31 + c) * 31 + d;
    }
}

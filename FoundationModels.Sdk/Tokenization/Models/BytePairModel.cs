using System.Globalization;
using System.Text;

namespace FoundationModels.Tokenization.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016; the byte-level variant is GPT-2's): a word is taken apart into characters or bytes, whose neighbours are
/// merged in the order in which the merges were learned. Long words take O(n log n).
/// </summary>
internal sealed class BytePairModel : TokenModel
{
    private const int ShortWord = 32;
    private const int NoSymbol = -1;
    private readonly Vocabulary _vocabulary;
    private readonly MergeTable _merges;
    private readonly BytePairOptions _options;
    private readonly bool _takesBytes;
    private readonly int[] _byteSymbols = new int[256];
    private readonly int[] _fallback = new int[256];
    private readonly byte[] _prefix;
    private readonly byte[] _suffix;
    private readonly int _unknown;

    /// <summary>Initializes the model.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="merges">The merges.</param>
    /// <param name="options">The options.</param>
    /// <param name="takesBytes">Whether pieces are plain text whose bytes are the symbols, instead of characters that are the symbols.</param>
    public BytePairModel(Vocabulary vocabulary, MergeTable merges, BytePairOptions options, bool takesBytes)
    {
        _vocabulary = vocabulary;
        _merges = merges;
        _options = options;
        _takesBytes = takesBytes;
        _prefix = Encoding.UTF8.GetBytes(options.ContinuingPrefix);
        _suffix = Encoding.UTF8.GetBytes(options.WordSuffix);
        _unknown = options.UnknownToken is { } unknown && vocabulary.TryGetId(Encoding.UTF8.GetBytes(unknown), out int id) ? id : NoSymbol;
        Span<byte> content = stackalloc byte[8];
        for (int value = 0; value < 256; value++)
        {
            Rune spelled = new(ByteAlphabet.ToCharacter((byte)value));
            _byteSymbols[value] = vocabulary.TryGetTextId(content[..spelled.EncodeToUtf8(content)], out id) ? id : NoSymbol;
            int length = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), content);
            _fallback[value] = vocabulary.TryGetId(content[..length], out id) ? id : NoSymbol;
        }
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, bool allowsControl, ModelScratch scratch, PooledBuffer<int> output)
    {
        scratch.Bytes.Clear();
        Span<byte> word = scratch.Bytes.Extend(Encoding.UTF8.GetMaxByteCount(piece.Length));
        word = word[..Encoding.UTF8.GetBytes(piece, word)];
        if (scratch.Cache.TryAppend(word, output))
            return;
        int start = output.Count;
        if (_options.IgnoresMerges && TryGetWhole(word, scratch.Content, out int whole))
        {
            output.Add(whole);
        }
        else
        {
            scratch.Symbols.Clear();
            if (_takesBytes)
                AddBytes(word, scratch.Symbols);
            else
                AddCharacters(word, scratch);
            if (scratch.Symbols.Count <= ShortWord)
                MergeShort(scratch.Symbols, output);
            else
                MergeLong(scratch, output);
        }

        scratch.Cache.Store(word, output.Span[start..]);
    }

    private bool TryGetWhole(ReadOnlySpan<byte> word, PooledBuffer<byte> content, out int id)
    {
        id = NoSymbol;
        if (word.Length > _vocabulary.LongestContent)
            return false;
        if (!_takesBytes)
            return _vocabulary.TryGetTextId(word, out id);
        content.Clear();
        Span<byte> spelled = content.Extend(2 * word.Length);
        int length = 0;
        foreach (byte value in word)
            length += new Rune(ByteAlphabet.ToCharacter(value)).EncodeToUtf8(spelled[length..]);
        return _vocabulary.TryGetTextId(spelled[..length], out id);
    }

    private void AddBytes(ReadOnlySpan<byte> word, PooledBuffer<int> symbols)
    {
        bool lastUnknown = false;
        foreach (byte value in word)
        {
            int symbol = _byteSymbols[value];
            if (symbol == NoSymbol && _unknown == NoSymbol)
                continue;
            if (symbol != NoSymbol || !lastUnknown || !_options.FusesUnknown)
                symbols.Add(symbol == NoSymbol ? _unknown : symbol);
            lastUnknown = symbol == NoSymbol;
        }
    }

    private void AddCharacters(ReadOnlySpan<byte> word, ModelScratch scratch)
    {
        PooledBuffer<int> symbols = scratch.Symbols;
        bool pendingUnknown = false;
        for (int at = 0; at < word.Length;)
        {
            int start = at;
            do
                at++;
            while (at < word.Length && (word[at] & 0xC0) == 0x80);
            ReadOnlySpan<byte> content = word[start..at];
            bool decorated = (start > 0 && _prefix.Length > 0) || (at == word.Length && _suffix.Length > 0);
            if (decorated)
                content = Decorate(content, start > 0, at == word.Length, scratch.Content);
            if (_vocabulary.TryGetTextId(content, out int symbol))
            {
                if (pendingUnknown)
                    symbols.Add(_unknown);
                pendingUnknown = false;
                symbols.Add(symbol);
            }
            else if (!TryFallBack(content, symbols) && _unknown != NoSymbol)
            {
                // An unknown token waits for the next known character, so bytes that were fallen back to come before it, as in the reference.
                if (pendingUnknown && !_options.FusesUnknown)
                    symbols.Add(_unknown);
                pendingUnknown = true;
            }
        }

        if (pendingUnknown)
            symbols.Add(_unknown);
    }

    private ReadOnlySpan<byte> Decorate(ReadOnlySpan<byte> character, bool hasPrefix, bool hasSuffix, PooledBuffer<byte> content)
    {
        content.Clear();
        if (hasPrefix)
            content.AddRange(_prefix);
        content.AddRange(character);
        if (hasSuffix)
            content.AddRange(_suffix);
        return content.Span;
    }

    private bool TryFallBack(ReadOnlySpan<byte> content, PooledBuffer<int> symbols)
    {
        if (!_options.FallsBackToBytes)
            return false;
        foreach (byte value in content)
        {
            if (_fallback[value] == NoSymbol)
                return false;
        }

        foreach (byte value in content)
            symbols.Add(_fallback[value]);
        return true;
    }

    private void MergeShort(PooledBuffer<int> symbols, PooledBuffer<int> output)
    {
        Span<int> ids = symbols.Span;
        Span<int> ranks = stackalloc int[ShortWord];
        Span<int> products = stackalloc int[ShortWord];
        for (int i = 0; i + 1 < ids.Length; i++)
            Look(ids, i, ranks, products);
        while (ids.Length > 1)
        {
            int best = -1;
            int bestRank = int.MaxValue;
            for (int i = 0; i + 1 < ids.Length; i++)
            {
                if (ranks[i] < bestRank)
                    (best, bestRank) = (i, ranks[i]);
            }

            if (best < 0)
                break;
            ids[best] = products[best];
            ids[(best + 2)..].CopyTo(ids[(best + 1)..]);
            ranks[(best + 2)..].CopyTo(ranks[(best + 1)..]);
            products[(best + 2)..].CopyTo(products[(best + 1)..]);
            ids = ids[..^1];
            if (best > 0)
                Look(ids, best - 1, ranks, products);
            if (best + 1 < ids.Length)
                Look(ids, best, ranks, products);
        }

        output.AddRange(ids);
    }

    private void Look(ReadOnlySpan<int> ids, int index, Span<int> ranks, Span<int> products)
    {
        if (!_merges.TryGet(ids[index], ids[index + 1], out ranks[index], out products[index]))
            ranks[index] = int.MaxValue;
    }

    private void MergeLong(ModelScratch scratch, PooledBuffer<int> output)
    {
        Span<int> ids = scratch.Symbols.Span;
        scratch.Previous.Clear();
        scratch.Following.Clear();
        Span<int> previous = scratch.Previous.Extend(ids.Length);
        Span<int> following = scratch.Following.Extend(ids.Length);
        MergeQueue queue = scratch.Queue;
        for (int i = 0; i < ids.Length; i++)
        {
            previous[i] = i - 1;
            following[i] = i + 1 == ids.Length ? NoSymbol : i + 1;
            Offer(queue, ids, i, following[i]);
        }

        while (queue.Count > 0)
        {
            queue.Pop(out int rank, out int position);
            int right = ids[position] == NoSymbol ? NoSymbol : following[position];

            // A symbol that was merged meanwhile makes an entry stale: its pair then has another rank, or is gone.
            if (right == NoSymbol || !_merges.TryGet(ids[position], ids[right], out int current, out int product) || current != rank)
                continue;
            ids[position] = product;
            ids[right] = NoSymbol;
            following[position] = following[right];
            if (following[right] != NoSymbol)
                previous[following[right]] = position;
            if (previous[position] != NoSymbol)
                Offer(queue, ids, previous[position], position);
            Offer(queue, ids, position, following[position]);
        }

        for (int i = 0; i != NoSymbol; i = following[i])
            output.Add(ids[i]);
    }

    private void Offer(MergeQueue queue, ReadOnlySpan<int> ids, int left, int right)
    {
        if (right != NoSymbol && _merges.TryGet(ids[left], ids[right], out int rank, out _))
            queue.Push(rank, left);
    }
}

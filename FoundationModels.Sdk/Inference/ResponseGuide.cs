using System.Diagnostics;
using System.Text;
using FoundationModels.Prompts;

namespace FoundationModels.Inference;

/// <summary>Keeps one response within its grammar: picks tokens that fit, adds what can only go on one way, and closes the text before the limit of tokens is reached.</summary>
internal sealed class ResponseGuide
{
    private readonly GrammarMatcher _matcher;
    private readonly TokenVocabulary _vocabulary;
    private readonly Tokenizer _tokenizer;
    private readonly Queue<int> _forced = new();
    private readonly List<int> _recent = [];
    private long _ticks;

    /// <summary>Initializes the guide of one response.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="vocabulary">The model's tokens.</param>
    /// <param name="tokenizer">Tokenizes what is forced.</param>
    public ResponseGuide(CompiledGrammar grammar, TokenVocabulary vocabulary, Tokenizer tokenizer)
    {
        _matcher = new GrammarMatcher(grammar, vocabulary);
        _vocabulary = vocabulary;
        _tokenizer = tokenizer;
    }

    /// <summary>Gets the number of tokens that were added without asking the model.</summary>
    public int ForcedTokens { get; private set; }

    /// <summary>Gets whether the text was closed because the limit of tokens was near.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Gets whether nothing can come any more.</summary>
    public bool IsFinished => _matcher.IsTerminated || (_matcher.IsAccepting && _matcher.State.LiveBytes.Count == 0);

    /// <summary>Gets the time that masks and sampling took.</summary>
    public TimeSpan Time => Stopwatch.GetElapsedTime(0, _ticks);

    /// <summary>Checks that the shortest valid text fits.</summary>
    /// <param name="budget">The most tokens.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public void Begin(int budget)
    {
        if (!Fits(budget))
        {
            throw new ArgumentException(
                $"The shortest text that the grammar allows takes {Completion().Count} tokens, and the response may have {budget}. Raise MaximumResponseTokens, or ask for less.");
        }

        AddForced(budget);
    }

    /// <summary>Picks the next token.</summary>
    /// <param name="logits">The model's logits, after any penalty.</param>
    /// <param name="scratch">Room for as many.</param>
    /// <param name="sampler">Draws.</param>
    /// <param name="parameters">How to draw.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="budget">The tokens that may still come, this one included.</param>
    public int Choose(ReadOnlySpan<float> logits, Span<float> scratch, Sampler sampler, in SamplingParameters parameters, RandomSource random, int budget)
    {
        long start = Stopwatch.GetTimestamp();
        int token = Pick(logits, scratch, sampler, parameters, random);
        if (!KeepsWithin(token, budget - 1))
            token = Close();

        _ticks += Stopwatch.GetTimestamp() - start;
        return token;
    }

    /// <summary>Notes a token that became part of the response.</summary>
    /// <param name="token">The token.</param>
    /// <param name="budget">The tokens that may still come.</param>
    public void Accept(int token, int budget)
    {
        long start = Stopwatch.GetTimestamp();
        if (!_matcher.TryAcceptToken(token))
            throw new InferenceException($"Token {token} does not fit the grammar of the response.");
        _recent.Add(token);
        if (_forced.Count == 0 && !IsFinished && !IsClosed)
            AddForced(budget);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <summary>Takes the next token that needs no model.</summary>
    public bool TryTakeForced(out int token)
    {
        if (!_forced.TryDequeue(out token))
            return false;
        ForcedTokens++;
        return true;
    }

    private int Pick(ReadOnlySpan<float> logits, Span<float> scratch, Sampler sampler, in SamplingParameters parameters, RandomSource random)
    {
        // Top-k, top-p and min-p look at all allowed tokens, so there the mask comes first. Without them, a token that was drawn from all and fits
        // has the same distribution as one drawn from those that fit.
        bool verifyFirst = parameters.IsGreedy || (parameters.TopK == 0 && parameters.TopP >= 1 && parameters.MinP <= 0);
        if (verifyFirst && sampler.Sample(logits, parameters, random) is var token && _matcher.CheckToken(token))
            return token;
        MaskedLogits.Apply(logits, _matcher.GetNextTokenMask().Words, scratch);
        return sampler.Sample(scratch, parameters, random);
    }

    private bool KeepsWithin(int token, int rest)
    {
        if (_vocabulary.IsEndToken(token) || !_matcher.TryAcceptToken(token))
            return true;
        bool fits = Fits(rest);
        _matcher.Rollback(1);
        return fits;
    }

    // No token is shorter than a byte, so most often the length in bytes, which states remember, says it all.
    private bool Fits(int budget) => _matcher.ShortestCompletionLength <= budget || Completion().Count <= budget;

    /// <summary>Begins to close the text.</summary>
    /// <returns>The first token of that: one that ends the response where nothing is missing.</returns>
    private int Close()
    {
        IsClosed = true;
        ForcedTokens++;
        foreach (int token in Completion())
            _forced.Enqueue(token);
        if (_forced.TryDequeue(out int first))
            return first;
        return _vocabulary.EndTokens.Count > 0
            ? _vocabulary.EndTokens[0]
            : throw new InferenceException("The text is complete, and the model has no token that ends it.");
    }

    private List<int> Completion()
    {
        ReadOnlySpan<byte> bytes = _matcher.GetShortestCompletion();
        List<int> tokens = [];
        while (!bytes.IsEmpty)
        {
            int token = _vocabulary.Trie.Longest(bytes, out int length);
            if (token < 0)
                throw new InferenceException($"The vocabulary has no token for the byte 0x{bytes[0]:X2}, which the grammar needs.");
            tokens.Add(token);
            bytes = bytes[length..];
        }

        return tokens;
    }

    private void AddForced(int budget)
    {
        byte[] forced = _matcher.GetForcedBytes();
        if (forced.Length < 2)
            return;
        int[] tokens = Canonical(forced);
        if (tokens.Length + _matcher.ShortestCompletionLength > budget)
            return;
        int at = 0;
        foreach (int token in tokens)
        {
            if (!_vocabulary.TryGetBytes(token, out ReadOnlySpan<byte> bytes) || !forced.AsSpan(at).StartsWith(bytes))
                break;
            at += bytes.Length;
            _forced.Enqueue(token);
        }
    }

    /// <summary>The tokens that the tokenizer itself would use behind the last ones, without those at the end that a longer token could swallow.</summary>
    private int[] Canonical(byte[] forced)
    {
        const int Context = 3;
        int before = Math.Min(Context, _recent.Count);
        List<byte> text = [];
        foreach (int token in _recent.Skip(_recent.Count - before))
        {
            if (_vocabulary.TryGetBytes(token, out ReadOnlySpan<byte> bytes))
                text.AddRange(bytes);
        }

        text.AddRange(forced);
        if (!IsText(text))
            return [];
        int[] tokens = _tokenizer.Encode(new PromptText(Encoding.UTF8.GetString([.. text]), _vocabulary.HasMarks ? TextProvenance.Template : TextProvenance.Untrusted));
        for (int i = 0; i < before; i++)
        {
            if (i >= tokens.Length || tokens[i] != _recent[_recent.Count - before + i])
                return [];
        }

        int keep = IsEnd(forced) ? tokens.Length : Math.Max(before, tokens.Length - 1);
        return tokens[before..keep];
    }

    private bool IsEnd(byte[] forced)
    {
        int taken = 0;
        while (taken < forced.Length && _matcher.TryAcceptByte(forced[taken]))
            taken++;
        bool end = IsFinished;
        _matcher.Rollback(taken);
        return end;
    }

    private static bool IsText(List<byte> bytes) => System.Text.Unicode.Utf8.IsValid([.. bytes]);
}

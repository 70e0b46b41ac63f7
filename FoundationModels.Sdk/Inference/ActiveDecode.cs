using System.Runtime.InteropServices;
using FoundationModels.Tokenization;

namespace FoundationModels.Inference;

/// <summary>A response in the making: takes one prefill chunk or decode step at a time, on the scheduler's thread.</summary>
internal sealed class ActiveDecode : IDisposable
{
    private readonly DecodeRequest _request;
    private readonly SamplingParameters _sampling;
    private readonly RandomSource _random;
    private readonly RepetitionHistory? _history;
    private readonly ResponseText _text;
    private readonly int _maximumTokens;
    private readonly List<int> _generated;
    private readonly List<StepLogProbabilities> _logProbabilities = [];
    private readonly TaskCompletionSource<DecodeResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _stop;
    private KeyValueCache? _cache;
    private int _cachedTokens;
    private bool _hasEndToken;

    /// <summary>Initializes the response.</summary>
    /// <param name="request">The checked request.</param>
    /// <param name="sampling">Its sampling parameters.</param>
    /// <param name="maximumTokens">The most tokens to generate; 0 runs the prompt alone.</param>
    /// <param name="vocabularySize">The number of logits.</param>
    /// <param name="tokenText">The text decoder of this response.</param>
    /// <param name="disposing">Signalled when the decoder is disposed.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public ActiveDecode(
        DecodeRequest request,
        in SamplingParameters sampling,
        int maximumTokens,
        int vocabularySize,
        ITokenText tokenText,
        CancellationToken disposing,
        CancellationToken cancellationToken)
    {
        _request = request;
        _sampling = sampling;
        _random = new RandomSource(sampling.Seed);
        _maximumTokens = maximumTokens;
        _generated = new List<int>(maximumTokens);
        _text = new ResponseText(tokenText, request.Guide is null ? request.Options.StopSequences : [], request.OnText);
        if (sampling.RepetitionPenalty != 1)
            _history = new RepetitionHistory(vocabularySize, request.Prompt.Length + maximumTokens, request.Prompt.Span);
        _cancellationToken = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposing);
    }

    /// <summary>Gets the finished response.</summary>
    public Task<DecodeResult> Completion => _completion.Task;

    /// <summary>Gets whether the prompt was not run to its end.</summary>
    public bool IsPrefilling => _cache is null || _cache.Length < _request.Prompt.Length;

    /// <summary>Gets whether the caller cancelled, or the decoder was disposed.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    private Usage Usage => new(_request.Prompt.Length, _cachedTokens, _generated.Count);

    /// <summary>Takes one step.</summary>
    /// <returns>Whether the response is finished; <see cref="Completion"/> says how.</returns>
    public bool Step(PrefixStore store, IInferenceBackend backend, StepScratch scratch)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            FinishReason? reason = null;
            if (_cache is null)
            {
                _request.Guide?.Begin(_maximumTokens);
                _cache = Admit(store);
                // What the response has to begin with needs no logits.
                reason = TakeForced();
            }

            if (reason is null)
            {
                if (!Run(store, backend, scratch))
                    return false;
                if (_maximumTokens == 0)
                    _request.OnLogits?.Invoke(scratch.Logits);
                reason = _maximumTokens == 0 ? FinishReason.Length : Accept(Choose(scratch)) ?? TakeForced();
            }

            if (reason is null)
                return false;
            Finish(store, reason.Value);
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            Abort(store);
        }
#pragma warning disable CA1031 // Whatever goes wrong in one response is that response's result and must not reach the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(store, e);
        }

        return true;
    }

    /// <summary>Ends the response because the caller cancelled or the decoder was disposed.</summary>
    public void Abort(PrefixStore store)
    {
        ReturnCache(store);
        if (_cancellationToken.IsCancellationRequested)
            _completion.TrySetCanceled(_cancellationToken);
        else
            _completion.TrySetException(new ObjectDisposedException(nameof(Decoder), "The model was disposed while it was responding."));
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private KeyValueCache Admit(PrefixStore store)
    {
        KeyValueCache cache = store.Rent(_request.Key, _request.Prompt.Span, reproducible: _request.Options.Sampling?.Seed is not null);
        _cachedTokens = cache.Length;
        _request.OnUsage?.Invoke(Usage);
        return cache;
    }

    private FinishReason? TakeForced()
    {
        FinishReason? reason = null;
        while (reason is null && _request.Guide is { } guide && guide.TryTakeForced(out int forced))
            reason = Accept(forced);
        return reason;
    }

    /// <summary>Runs the next chunk of the prompt, or the last generated token.</summary>
    /// <returns>Whether the logits of the sequence's end are there.</returns>
    private bool Run(PrefixStore store, IInferenceBackend backend, StepScratch scratch)
    {
        KeyValueCache cache = _cache!;
        ReadOnlySpan<int> prompt = _request.Prompt.Span;
        bool inPrompt = cache.Length < prompt.Length;
        ReadOnlySpan<int> rest = inPrompt ? prompt[cache.Length..] : CollectionsMarshal.AsSpan(_generated)[(cache.Length - prompt.Length)..];
        // One token more rather than a single one left over: see KeyValueCache.PrefilledLength.
        ReadOnlySpan<int> tokens = rest[..(rest.Length <= scratch.Chunk + 1 ? rest.Length : scratch.Chunk)];
        store.EnsureCapacity(cache, cache.Length + rest.Length);
        if (_request.Adapter is { } adapter)
            backend.RunAdapted(adapter, cache.Buffers, tokens, cache.Length, scratch.Logits, _stop.Token);
        else
            backend.Run(cache.Buffers, tokens, cache.Length, scratch.Logits, _stop.Token);
        cache.Append(tokens);
        return tokens.Length == rest.Length && (!inPrompt || _generated.Count == 0);
    }

    private int Choose(StepScratch scratch)
    {
        Span<float> logits = scratch.Logits;
        int wanted = _request.Options.LogProbabilities;
        double logSumExp = wanted > 0 ? LogProbabilities.LogSumExp(logits, scratch.Adjusted) : 0;
        ReadOnlySpan<float> adjusted = logits;
        if (_history is not null)
        {
            logits.CopyTo(scratch.Adjusted);
            _history.Penalize(scratch.Adjusted, _sampling.RepetitionPenalty);
            adjusted = scratch.Adjusted;
        }

        int token = _request.Guide is { } guide
            ? guide.Choose(adjusted, scratch.Masked, scratch.Sampler, _sampling, _random, _maximumTokens - _generated.Count)
            : scratch.Sampler.Sample(adjusted, _sampling, _random);
        if (wanted > 0)
        {
            ScoredToken chosen = new(token, logits[token] - logSumExp);
            _logProbabilities.Add(new StepLogProbabilities(chosen, LogProbabilities.MostLikely(logits, wanted - 1, logSumExp)));
        }

        return token;
    }

    private FinishReason? Accept(int token)
    {
        _generated.Add(token);
        _history?.Add(token);
        _request.Guide?.Accept(token, _maximumTokens - _generated.Count);
        _request.OnUsage?.Invoke(Usage);
        if (_request.EndOfTurnTokens.Contains(token))
        {
            _hasEndToken = true;
            return _request.Guide is { IsClosed: true } ? FinishReason.Length : FinishReason.EndOfTurn;
        }

        _text.Append(token);
        if (_text.Stopped)
            return FinishReason.StopSequence;
        if (_request.Guide is { IsFinished: true } guide)
            return guide.IsClosed ? FinishReason.Length : FinishReason.EndOfTurn;
        return _generated.Count == _maximumTokens ? FinishReason.Length : null;
    }

    private void Finish(PrefixStore store, FinishReason reason)
    {
        if (reason != FinishReason.StopSequence)
            _text.Complete();
        if (_text.Stopped)
            reason = FinishReason.StopSequence;
        ReturnCache(store);
        _completion.TrySetResult(new DecodeResult(_generated, _text.ToString(), reason, Usage, _logProbabilities) { HasEndToken = _hasEndToken });
    }

    private void Fail(PrefixStore store, Exception fault)
    {
        // A fault of the runtime leaves the content in doubt; anything else happened between runs.
        if (fault is InferenceException and not KeyValueMemoryException && _cache is not null)
        {
            store.Drop(_cache);
            _cache = null;
        }

        ReturnCache(store);
        _completion.TrySetException(fault);
    }

    private void ReturnCache(PrefixStore store)
    {
        if (_cache is not null)
            store.Return(_cache);
        _cache = null;
    }
}

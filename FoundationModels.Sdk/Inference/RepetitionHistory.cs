namespace FoundationModels.Inference;

/// <summary>The distinct tokens of a response's context window, prompt and output alike, for the repetition penalty.</summary>
internal sealed class RepetitionHistory
{
    private readonly bool[] _seen;
    private readonly int[] _distinct;
    private int _count;

    /// <summary>Initializes the history with the prompt.</summary>
    public RepetitionHistory(int vocabularySize, int maximumTokens, ReadOnlySpan<int> prompt)
    {
        _seen = new bool[vocabularySize];
        _distinct = new int[Math.Min(vocabularySize, maximumTokens)];
        foreach (int token in prompt)
            Add(token);
    }

    /// <summary>Notes a token.</summary>
    public void Add(int token)
    {
        if (_seen[token])
            return;
        _seen[token] = true;
        _distinct[_count++] = token;
    }

    /// <summary>Makes the tokens that occurred less likely, each once however often it occurred (Keskar et al. 2019, section 4.1).</summary>
    public void Penalize(Span<float> logits, float penalty)
    {
        foreach (int token in _distinct.AsSpan(0, _count))
        {
            ref float logit = ref logits[token];
            logit = logit > 0 ? logit / penalty : logit * penalty;
        }
    }
}

namespace FoundationModels.Benchmarks.Masks;

/// <summary>A schema that this SDK has compiled.</summary>
internal sealed class OwnMaskMatcher(GrammarMatcher matcher) : IMaskMatcher
{
    private TokenMask? _mask;

    /// <inheritdoc/>
    public bool IsAccepting
    {
        get
        {
            try
            {
                return matcher.IsAccepting;
            }
            catch (Exception e) when (MaskEngineException.IsRecorded(e))
            {
                throw MaskEngineException.Of(e);
            }
        }
    }

    /// <inheritdoc/>
    public void ComputeMask()
    {
        try
        {
            _mask = matcher.GetNextTokenMask();
        }
        catch (Exception e) when (MaskEngineException.IsRecorded(e))
        {
            throw MaskEngineException.Of(e);
        }
    }

    /// <inheritdoc/>
    public bool Allows(int token) => _mask![token];

    /// <inheritdoc/>
    public void Accept(int token)
    {
        try
        {
            if (!matcher.TryAcceptToken(token))
                throw new MaskEngineException("A token that the mask allows was not accepted.");
        }
        catch (Exception e) when (MaskEngineException.IsRecorded(e))
        {
            throw MaskEngineException.Of(e);
        }
    }

    /// <inheritdoc/>
    public void Reset() => matcher.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

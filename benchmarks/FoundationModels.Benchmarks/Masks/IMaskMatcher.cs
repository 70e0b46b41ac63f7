namespace FoundationModels.Benchmarks.Masks;

/// <summary>A schema that an engine has compiled, walked token by token.</summary>
internal interface IMaskMatcher : IDisposable
{
    /// <summary>Gets whether the text so far is complete.</summary>
    bool IsAccepting { get; }

    /// <summary>Makes the whole set of the tokens that may come next.</summary>
    /// <exception cref="MaskEngineException">The engine gave up.</exception>
    void ComputeMask();

    /// <summary>Whether the last mask has a token.</summary>
    bool Allows(int token);

    /// <summary>Goes on by a token that the mask allows.</summary>
    /// <exception cref="MaskEngineException">The engine gave up.</exception>
    void Accept(int token);

    /// <summary>Goes back to the start.</summary>
    void Reset();
}

using FoundationModels.Grammars;
using FoundationModels.Grammars.Machine;

namespace FoundationModels;

/// <summary>Follows one text through a grammar, token by token or byte by byte, and says what may come next. Not for use by several threads at once.</summary>
public sealed class GrammarMatcher
{
    private readonly CompiledGrammar _grammar;
    private readonly TokenVocabulary _vocabulary;
    private readonly List<GrammarState> _states = [];

    /// <summary>Initializes a matcher at the beginning of a text.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="vocabulary">The tokens.</param>
    public GrammarMatcher(CompiledGrammar grammar, TokenVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ArgumentNullException.ThrowIfNull(vocabulary);
        _grammar = grammar;
        _vocabulary = vocabulary;
        try
        {
            _states.Add(grammar.Start);
        }
        catch (GrammarRefusal e)
        {
            throw Refused(e);
        }
    }

    /// <summary>Gets whether the text is complete: it may end here.</summary>
    public bool IsAccepting
    {
        get
        {
            try
            {
                return State.IsAccepting;
            }
            catch (GrammarRefusal e)
            {
                throw Refused(e);
            }
        }
    }

    /// <summary>Gets whether an end token was accepted, so that nothing more can come.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>Gets the number of steps, tokens or single bytes, that can be taken back.</summary>
    public int StepCount => _states.Count - 1;

    internal GrammarState State => _states[^1];

    internal int ShortestCompletionLength
    {
        get
        {
            try
            {
                return State.ShortestCompletionLength;
            }
            catch (GrammarRefusal e)
            {
                throw Refused(e);
            }
        }
    }

    /// <summary>Goes on by a token.</summary>
    /// <param name="token">The token's id.</param>
    /// <returns>Whether the grammar allows the token; if not, nothing changes.</returns>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public bool TryAcceptToken(int token)
    {
        if (IsTerminated)
            return false;
        if (_vocabulary.IsEndToken(token))
        {
            if (!IsAccepting)
                return false;
            _states.Add(State);
            IsTerminated = true;
            return true;
        }

        if (After(token) is not { } next)
            return false;
        _states.Add(next);
        return true;
    }

    /// <summary>Whether a token may come next. Cheaper than a mask.</summary>
    /// <param name="token">The token's id.</param>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public bool CheckToken(int token) => !IsTerminated && (_vocabulary.IsEndToken(token) ? IsAccepting : After(token) is not null);

    /// <summary>Goes on by one byte.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>Whether the grammar allows the byte; if not, nothing changes.</returns>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public bool TryAcceptByte(byte value)
    {
        if (IsTerminated || After([value]) is not { } next)
            return false;
        _states.Add(next);
        return true;
    }

    /// <summary>The tokens that may come next. The mask is shared and immutable.</summary>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public TokenMask GetNextTokenMask()
    {
        try
        {
            return IsTerminated ? _vocabulary.NoTokens : _vocabulary.Masks.MaskOf(State);
        }
        catch (GrammarRefusal e)
        {
            throw Refused(e);
        }
    }

    /// <summary>Copies the tokens that may come next.</summary>
    /// <param name="mask">Where they go: token i is bit i mod 64 of word i / 64.</param>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public void FillNextTokenMask(Span<ulong> mask)
    {
        ReadOnlySpan<ulong> words = GetNextTokenMask().Words;
        if (mask.Length < words.Length)
            throw new ArgumentException($"The mask has {mask.Length} words, and {_vocabulary.Size} tokens need {words.Length}.", nameof(mask));
        words.CopyTo(mask);
        mask[words.Length..].Clear();
    }

    /// <summary>The bytes that have to come next, whatever the model: empty where there is a choice or the text may end.</summary>
    /// <param name="maximum">The most bytes.</param>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public byte[] GetForcedBytes(int maximum = 256)
    {
        try
        {
            return IsTerminated || !IsForced(State) ? [] : ForcedFrom(State, maximum);
        }
        catch (GrammarRefusal e)
        {
            throw Refused(e);
        }
    }

    /// <summary>The shortest text that completes this one: empty where it may end.</summary>
    /// <exception cref="GrammarException">A limit was reached.</exception>
    public byte[] GetShortestCompletion()
    {
        try
        {
            if (State.IsAccepting)
                return [];
            List<byte> completion = [];
            lock (State.GrammarGate)
                State.AppendShortestCompletion(completion);
            return [.. completion];
        }
        catch (GrammarRefusal e)
        {
            throw Refused(e);
        }
    }

    /// <summary>Takes steps back.</summary>
    /// <param name="steps">The number of tokens or single bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There were not so many.</exception>
    public void Rollback(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, StepCount);
        if (steps > 0)
            IsTerminated = false;
        _states.RemoveRange(_states.Count - steps, steps);
    }

    /// <summary>Goes back to the beginning.</summary>
    public void Reset() => Rollback(StepCount);

    private GrammarState? After(int token) => _vocabulary.TryGetBytes(token, out ReadOnlySpan<byte> bytes) ? After(bytes) : null;

    private GrammarState? After(ReadOnlySpan<byte> bytes)
    {
        try
        {
            GrammarState? at = State;
            for (int i = 0; i < bytes.Length && at is not null; i++)
                at = at.Step(bytes[i]);
            return at;
        }
        catch (GrammarRefusal e)
        {
            throw Refused(e);
        }
    }

    private static bool IsForced(GrammarState state) => !state.IsAccepting && state.LiveBytes.Count == 1;

    private static byte[] ForcedFrom(GrammarState start, int maximum)
    {
        List<byte> forced = [];
        for (GrammarState? state = start; state is not null && forced.Count < maximum && IsForced(state);)
        {
            byte value = (byte)state.LiveBytes.NextAtLeast(0);
            forced.Add(value);
            state = state.Step(value);
        }

        return [.. forced];
    }

    private static GrammarException Refused(GrammarRefusal e) => new(e.Pointer, e.Reason, e);
}

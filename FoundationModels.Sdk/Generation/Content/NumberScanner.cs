namespace FoundationModels.Generation;

/// <summary>Follows the text of a JSON number character by character.</summary>
internal struct NumberScanner
{
    private State _state;

    private enum State
    {
        Start,
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        Sign,
        Power,
    }

    /// <summary>Gets whether the text so far is a number.</summary>
    public readonly bool IsAccepting => _state is State.Zero or State.Integer or State.Fraction or State.Power;

    /// <summary>Takes the next character where a number may go on with it.</summary>
    public bool Accept(char c)
    {
        State? next = Next(c);
        _state = next ?? _state;
        return next is not null;
    }

    private readonly State? Next(char c) => (_state, c) switch
    {
        (State.Start, '-') => State.Minus,
        (State.Start or State.Minus, '0') => State.Zero,
        (State.Start or State.Minus or State.Integer, >= '0' and <= '9') => State.Integer,
        (State.Zero or State.Integer, '.') => State.Point,
        (State.Point or State.Fraction, >= '0' and <= '9') => State.Fraction,
        (State.Zero or State.Integer or State.Fraction, 'e' or 'E') => State.Exponent,
        (State.Exponent, '+' or '-') => State.Sign,
        (State.Exponent or State.Sign or State.Power, >= '0' and <= '9') => State.Power,
        _ => null,
    };
}

namespace System;

/// <summary>Lets the compiler use <c>^1</c>.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    private readonly int _value = fromEnd ? ~value : value;

    public static Index Start => new(0);

    public static Index End => new(0, fromEnd: true);

    public int Value => _value < 0 ? ~_value : _value;

    public bool IsFromEnd => _value < 0;

    public static implicit operator Index(int value) => new(value);

    public static Index FromEnd(int value) => new(value, fromEnd: true);

    public static Index FromStart(int value) => new(value);

    public int GetOffset(int length) => IsFromEnd ? length - Value : Value;
}

/// <summary>Lets the compiler use <c>1..2</c>.</summary>
internal readonly struct Range(Index start, Index end)
{
    public static Range All => new(Index.Start, Index.End);

    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, Index.End);

    public static Range EndAt(Index end) => new(Index.Start, end);
}

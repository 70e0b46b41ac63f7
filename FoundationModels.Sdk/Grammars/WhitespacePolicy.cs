namespace FoundationModels;

/// <summary>Where white space may stand between the parts of a JSON text.</summary>
/// <remarks>Every policy bounds it, so that a model cannot go on with line breaks for ever.</remarks>
public readonly record struct WhitespacePolicy
{
    private WhitespacePolicy(WhitespaceKind kind, int amount) => (Kind, Amount) = (kind, amount);

    /// <summary>Gets the policy of models' own JSON: all on one line, with or without a space behind <c>:</c> and <c>,</c>, or indented; the first choice holds for the whole text.</summary>
    public static WhitespacePolicy Natural => default;

    /// <summary>Gets the policy without any white space.</summary>
    public static WhitespacePolicy Compact => new(WhitespaceKind.Compact, 0);

    internal WhitespaceKind Kind { get; }

    internal int Amount { get; }

    /// <summary>Every member on a line of its own.</summary>
    /// <param name="indent">The spaces for each level, 1 to 8.</param>
    public static WhitespacePolicy Pretty(int indent = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(indent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(indent, 8);
        return new WhitespacePolicy(WhitespaceKind.Pretty, indent);
    }

    /// <summary>Any white space at any place.</summary>
    /// <param name="maximum">The most characters at one place, 1 to 1000.</param>
    public static WhitespacePolicy Any(int maximum = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, 1000);
        return new WhitespacePolicy(WhitespaceKind.Any, maximum);
    }
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The statement that an array has at least a number of items within a range of places and with a value that fits; or that it has two equal items.</summary>
/// <param name="From">The first place, from 0.</param>
/// <param name="To">The last place; <see cref="long.MaxValue"/> for no end.</param>
/// <param name="Value">What the item has to fit, over schema leaves.</param>
/// <param name="AtLeast">The number, from 1; 0 for the statement about equal items.</param>
internal sealed record ArrayAtom(long From, long To, Formula Value, long AtLeast)
{
    /// <summary>Gets whether this is the statement that two items are equal.</summary>
    public bool IsRepetition => AtLeast == 0;
}

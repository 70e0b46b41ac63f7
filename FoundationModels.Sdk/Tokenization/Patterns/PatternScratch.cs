namespace FoundationModels.Tokenization.Patterns;

/// <summary>The stack of a matcher, and how much work it may still do.</summary>
internal sealed class PatternScratch
{
    /// <summary>Gets the ways that are still to be tried.</summary>
    public PooledBuffer<Frame> Stack { get; } = new();

    /// <summary>Gets or sets the steps that are left for the text in work.</summary>
    public long Budget { get; set; }

    /// <summary>The steps that a pattern may take for a text: far more than any that is linear in the text needs.</summary>
    public static long BudgetFor(int length) => 100_000 + (1000L * length);

    /// <summary>A way that is still to be tried.</summary>
    /// <param name="Instruction">Where to go on.</param>
    /// <param name="Position">The position in the text.</param>
    /// <param name="Floor">For a run that can give back: the position down to which it can. Otherwise the same as the position.</param>
    internal readonly record struct Frame(int Instruction, int Position, int Floor);
}

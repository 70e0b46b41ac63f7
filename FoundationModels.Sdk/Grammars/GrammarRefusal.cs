namespace FoundationModels.Grammars;

/// <summary>Says that a grammar can't be enforced exactly, where, and why. Callers outside of the compiler see it as a <c>GrammarException</c>.</summary>
/// <param name="pointer">The JSON pointer of the keyword in its schema; empty for the root and for other kinds of grammar.</param>
/// <param name="reason">What can't be enforced, and the way out.</param>
#pragma warning disable CA1032, CA1064 // Never leaves the compiler.
internal sealed class GrammarRefusal(string pointer, string reason) : Exception(pointer.Length == 0 ? reason : $"{pointer}: {reason}")
#pragma warning restore CA1032, CA1064
{
    /// <summary>Gets the JSON pointer of the keyword.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Gets what can't be enforced.</summary>
    public string Reason { get; } = reason;

    /// <summary>The same refusal at a place that the thrower did not know.</summary>
    public GrammarRefusal At(string pointer) => Pointer.Length == 0 ? new GrammarRefusal(pointer, Reason) : this;
}

namespace FoundationModels.Grammars.Automata;

/// <summary>What a node of a UTF-8 trie leads to.</summary>
/// <param name="classes">The classes of characters.</param>
/// <param name="level">How many bytes are still to come.</param>
/// <param name="full">Whether every continuation byte goes on.</param>
internal readonly struct Utf8Node(int[] classes, int level, bool full)
{
    /// <summary>Gets the classes of characters.</summary>
    public int[] Classes { get; } = classes;

    /// <summary>Gets how many bytes are still to come.</summary>
    public int Level { get; } = level;

    /// <summary>Gets whether every continuation byte goes on.</summary>
    public bool Full { get; } = full;
}

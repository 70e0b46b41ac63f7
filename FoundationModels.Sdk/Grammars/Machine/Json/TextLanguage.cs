namespace FoundationModels.Grammars.Machine;

/// <summary>A language of decoded texts, walked by the bytes of their UTF-8. Each state that is reached can be completed.</summary>
internal abstract class TextLanguage
{
    /// <summary>What <see cref="Next"/> gives where no text goes on with a byte.</summary>
    public const int Dead = -1;

    /// <summary>Gets the state before the first byte.</summary>
    public abstract int Start { get; }

    /// <summary>Gets whether every text that is valid UTF-8 goes on from every state, so that only the end of a text is restricted.</summary>
    public virtual bool IsOpen => false;

    /// <summary>Whether every text goes on from a state and may end anywhere, with one label.</summary>
    public virtual bool IsFree(int state) => false;

    /// <summary>The state after a byte, or <see cref="Dead"/>.</summary>
    public abstract int Next(int state, byte value);

    /// <summary>The label of a text that ends in a state, or -1 where it may not end.</summary>
    public abstract int Label(int state);

    /// <summary>A value that is the same for states of any language with the same continuations; the second part tells languages apart.</summary>
    public abstract (ulong Language, int State) Identity(int state);

    /// <summary>Appends the shortest text that leads to an end.</summary>
    public abstract void AppendShortestSuffix(int state, List<byte> output);
}

namespace FoundationModels;

/// <summary>Where a model puts a response while it is being generated.</summary>
/// <remarks>
/// A model calls it on its decode thread, never from two threads at once, and not after its call has ended. Every implementation is cheap
/// and does not block: the next token waits for it.
/// </remarks>
public abstract class GenerationChannel
{
    /// <summary>Adds text to the response.</summary>
    /// <param name="text">The next characters: whole ones only, and none that a stop sequence might still take back.</param>
    public abstract void AppendText(ReadOnlySpan<char> text);

    /// <summary>Says how many tokens the request took so far. Each call replaces the one before.</summary>
    public abstract void UpdateUsage(Usage usage);
}

namespace FoundationModels.Benchmarks.Masks;

/// <summary>An engine cannot do what it is asked to.</summary>
/// <param name="message">What it says.</param>
#pragma warning disable CA1032, CA1064 // Never leaves this program.
internal sealed class MaskEngineException(string message) : Exception(message)
#pragma warning restore CA1032, CA1064
{
    /// <summary>Whether an exception of an engine counts as its answer. Faults count too: a run goes on and reports them.</summary>
    public static bool IsRecorded(Exception exception) => exception is not (OutOfMemoryException or MaskEngineException);

    /// <summary>The answer that an exception is.</summary>
    public static MaskEngineException Of(Exception exception) =>
        new(exception is GrammarException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");
}

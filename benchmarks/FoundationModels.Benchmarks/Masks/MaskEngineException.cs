namespace FoundationModels.Benchmarks.Masks;

/// <summary>An engine cannot do what it is asked to.</summary>
/// <param name="message">What it says.</param>
#pragma warning disable CA1032, CA1064 // Never leaves this program.
internal sealed class MaskEngineException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064

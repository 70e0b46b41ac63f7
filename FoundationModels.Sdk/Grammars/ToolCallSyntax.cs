namespace FoundationModels;

/// <summary>How a family of models writes calls of tools: BEGIN name MIDDLE arguments END, with SEPARATOR between two calls and OPEN and CLOSE around all.</summary>
/// <param name="Open">What stands before the first call.</param>
/// <param name="Begin">What stands before a tool's name, its quotation mark included.</param>
/// <param name="Middle">What stands between name and arguments, the name's quotation mark included.</param>
/// <param name="End">What stands behind the arguments.</param>
/// <param name="Separator">What stands between two calls.</param>
/// <param name="Close">What stands behind the last call.</param>
/// <param name="Trigger">The beginning of <paramref name="Open"/> and <paramref name="Begin"/> that tells a call from text.</param>
internal sealed record ToolCallSyntax(string Open, string Begin, string Middle, string End, string Separator, string Close, string Trigger)
{
    /// <summary>Gets what stands before the name in the first call.</summary>
    public string FirstBegin => Open + Begin;
}

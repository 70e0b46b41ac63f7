namespace FoundationModels.Conformance;

/// <summary>One case of a conformance command.</summary>
/// <param name="Id">Which case, unique within the command.</param>
/// <param name="Passed">Whether it met its bound.</param>
/// <param name="Figure">The figure that is compared with the bound, where there is one; larger is worse.</param>
/// <param name="Difference">What differs, for a case that failed.</param>
internal sealed record ConformanceCase(string Id, bool Passed, double? Figure, string? Difference);

namespace FoundationModels.Benchmarks.Suite;

/// <summary>What became of one test.</summary>
/// <param name="Name">The names of its file, schema and test.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">Why, or in which spelling.</param>
internal sealed record SuiteResult(string Name, SuiteOutcome Outcome, string Detail);

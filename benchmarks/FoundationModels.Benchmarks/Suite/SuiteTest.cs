namespace FoundationModels.Benchmarks.Suite;

/// <summary>A test of the suite.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Instance">The JSON text of its instance.</param>
/// <param name="IsValid">Whether the schema allows the instance.</param>
internal sealed record SuiteTest(string Name, byte[] Instance, bool IsValid);

namespace FoundationModels.Benchmarks.Suite;

/// <summary>A schema of the suite with its tests.</summary>
/// <param name="Name">The file's name and the schema's description.</param>
/// <param name="Schema">Its JSON text.</param>
/// <param name="Tests">Its tests.</param>
internal sealed record SuiteGroup(string Name, string Schema, IReadOnlyList<SuiteTest> Tests);

namespace FoundationModels.Benchmarks.Masks;

/// <summary>An engine that makes token masks of JSON Schemas.</summary>
internal interface IMaskEngine : IDisposable
{
    /// <summary>Gets its name in the output.</summary>
    string Name { get; }

    /// <summary>Compiles a schema.</summary>
    /// <exception cref="MaskEngineException">The engine refuses the schema.</exception>
    IMaskMatcher Compile(string schema);
}

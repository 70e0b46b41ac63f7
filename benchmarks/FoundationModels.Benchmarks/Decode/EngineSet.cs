using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>The engines of a run that are here, and what that means for its success.</summary>
/// <param name="Present">The engines that can run.</param>
/// <param name="ExitCode">1 where an engine is missing without leave, otherwise 0.</param>
internal sealed record EngineSet(IReadOnlyList<string> Present, int ExitCode)
{
    /// <summary>Looks for the engines of a run and says which are missing.</summary>
    public static EngineSet Find(DecodeOptions options)
    {
        List<string> present = [];
        foreach (string engine in options.Engines)
        {
            if (EngineFactory.WhatIsMissing(engine) is { } missing)
                Console.Error.WriteLine($"{engine} is not measured: there is no {missing}.");
            else
                present.Add(engine);
        }

        return new EngineSet(present, present.Count < options.Engines.Count && !options.AllowMissing ? 1 : 0);
    }
}

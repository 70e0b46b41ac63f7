using System.Diagnostics;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Masks.LlGuidance;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Makes the engines that are here.</summary>
internal static class MaskEngines
{
    /// <summary>Makes all engines, or the one that is named.</summary>
    public static IReadOnlyList<IMaskEngine> Load(Tokenizer tokenizer, int endToken, string? only)
    {
        List<IMaskEngine> engines = [];
        if (only is null or EngineNames.Ours)
            engines.Add(Timed(() => new OwnMaskEngine(tokenizer, endToken)));
        if (only is null or "llguidance")
        {
            if (LlGuidanceLibrary.TryLoad())
                engines.Add(Timed(() => new LlGuidanceEngine(tokenizer, endToken)));
            else
                Console.Error.WriteLine("llguidance is not measured: it is in the library of ONNX Runtime GenAI, which is not here (run eng/fetch-peers.sh and build again).");
        }

        return engines;
    }

    private static IMaskEngine Timed(Func<IMaskEngine> make)
    {
        long start = Stopwatch.GetTimestamp();
        IMaskEngine engine = make();
        Console.Error.WriteLine($"{engine.Name}: vocabulary set up in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        return engine;
    }
}

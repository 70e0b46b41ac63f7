namespace FoundationModels.Benchmarks.Engines;

/// <summary>The time that is measured: elapsed, or of the processor, which other programs on a busy machine disturb less (compare it with one thread only).</summary>
internal enum BenchmarkClock
{
    /// <summary>Elapsed time.</summary>
    Wall,

    /// <summary>Processor time of this process, all threads together.</summary>
    Cpu,
}

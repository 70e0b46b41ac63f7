using System.Diagnostics;

namespace FoundationModels.Benchmarks.Engines;

/// <summary>Reads clocks.</summary>
internal static class BenchmarkClocks
{
    /// <summary>The time since some fixed moment.</summary>
    public static TimeSpan Now(this BenchmarkClock clock) => clock == BenchmarkClock.Cpu ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);
}

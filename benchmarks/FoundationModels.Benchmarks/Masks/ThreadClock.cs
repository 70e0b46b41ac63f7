using System.Diagnostics;
using System.Runtime.InteropServices;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Measures short times on one thread: elapsed, or the processor time of the thread, which other programs on a busy machine disturb less.</summary>
/// <remarks>Asking for processor time is a call into the kernel; what two calls take by themselves is measured at the start and left out.</remarks>
internal sealed partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const double NanosecondsPerMicrosecond = 1_000;
    private const int Trials = 10_000;

    private readonly bool _isProcessorTime;
    private readonly long _overhead;

    /// <summary>Initializes the clock.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor time of threads is only known on Linux.</exception>
    public ThreadClock(BenchmarkClock clock)
    {
        _isProcessorTime = clock == BenchmarkClock.Cpu;
        if (!_isProcessorTime)
            return;
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("--clock cpu needs Linux.");
        _overhead = Enumerable.Range(0, Trials).Select(_ => -Nanoseconds() + Nanoseconds()).Order().ElementAt(Trials / 2);
    }

    /// <summary>The moment.</summary>
    public long Start() => Nanoseconds();

    /// <summary>The time since a moment, in microseconds.</summary>
    public double MicrosecondsSince(long start) => Math.Max(0, Nanoseconds() - start - _overhead) / NanosecondsPerMicrosecond;

    private long Nanoseconds()
    {
        if (!_isProcessorTime)
            return (long)(Stopwatch.GetTimestamp() * ((double)NanosecondsPerSecond / Stopwatch.Frequency));
        _ = GetTime(ThreadProcessorTime, out TimeSpecification time);
        return (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpecification
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}

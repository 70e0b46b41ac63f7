using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Memory;

/// <summary>Reads a block of memory from end to end and does nothing else: the speed that no decoder which reads its weights once a token can pass.</summary>
internal sealed unsafe partial class ReadLoop : IDisposable
{
    private const int LargePage = 2 << 20;
    private const int AdviseLargePages = 14;
    private const int AdviseNoLargePages = 15;
    private const int Unroll = 8;

    private readonly BenchmarkClock _clock;
    private readonly byte* _block;
    private readonly long _length;

    /// <summary>Allocates and touches a block.</summary>
    /// <param name="length">Bytes, rounded up to large pages.</param>
    /// <param name="largePages">Whether the block is to lie on pages of 2 MB, where the system has them, or on its ordinary ones.</param>
    /// <param name="clock">The time to measure.</param>
    public ReadLoop(long length, bool largePages, BenchmarkClock clock)
    {
        _clock = clock;
        _length = (length + LargePage - 1) / LargePage * LargePage;
        _block = (byte*)NativeMemory.AlignedAlloc((nuint)_length, LargePage);
        if (OperatingSystem.IsLinux())
            _ = Advise(_block, (nuint)_length, largePages ? AdviseLargePages : AdviseNoLargePages);
        new Span<byte>(_block, checked((int)_length)).Fill(1);
    }

    /// <summary>Reads the block several times and returns the median of bytes per second.</summary>
    public double Measure(int threads, int repeats)
    {
        double[] speeds = new double[repeats];
        using Barrier barrier = new(threads);
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Work(i, threads, barrier, new double[repeats])))];
        foreach (Thread thread in others)
            thread.Start();
        Work(0, threads, barrier, speeds);
        foreach (Thread thread in others)
            thread.Join();
        return Output.Spread.Of(speeds).Median;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_block);

    private void Work(int part, int parts, Barrier barrier, double[] speeds)
    {
        long size = _length / parts / (Unroll * Vector256<long>.Count * sizeof(long)) * (Unroll * Vector256<long>.Count * sizeof(long));
        for (int i = 0; i < speeds.Length; i++)
        {
            barrier.SignalAndWait();
            TimeSpan start = _clock.Now();
            GC.KeepAlive(Read((long*)(_block + part * size), size / sizeof(long)));
            barrier.SignalAndWait();
            speeds[i] = size * parts / (_clock.Now() - start).TotalSeconds;
        }
    }

    private static long Read(long* from, long count)
    {
        Vector256<long> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        int width = Vector256<long>.Count;
        for (long* end = from + count; from < end; from += Unroll * width)
        {
            a += Vector256.LoadAligned(from);
            b += Vector256.LoadAligned(from + width);
            c += Vector256.LoadAligned(from + 2 * width);
            d += Vector256.LoadAligned(from + 3 * width);
            e += Vector256.LoadAligned(from + 4 * width);
            f += Vector256.LoadAligned(from + 5 * width);
            g += Vector256.LoadAligned(from + 6 * width);
            h += Vector256.LoadAligned(from + 7 * width);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}

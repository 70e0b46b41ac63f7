using System.Diagnostics;
using System.Globalization;

namespace FoundationModels.Benchmarks.Memory;

/// <summary>Watches how much memory this process has to itself: no pages of files, which it shares with the system's cache.</summary>
internal sealed class PrivateMemory : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new();
    private long _peak;

    /// <summary>Starts to watch.</summary>
    public PrivateMemory()
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "private memory" };
        _thread.Start();
    }

    /// <summary>Gets the most bytes so far.</summary>
    public long Peak => Interlocked.Read(ref _peak);

    /// <summary>The bytes of this process's memory that lie on large pages.</summary>
    public static long OnLargePages() => OperatingSystem.IsLinux() ? Kilobytes("/proc/self/smaps_rollup", "AnonHugePages:") * 1024 : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
            Interlocked.Exchange(ref _peak, Math.Max(_peak, Current()));
        while (!_stop.Wait(Interval));
    }

    private static long Current()
    {
        if (OperatingSystem.IsLinux())
            return Kilobytes("/proc/self/status", "RssAnon:") * 1024;
        using Process self = Process.GetCurrentProcess();
        return self.PrivateMemorySize64;
    }

    private static long Kilobytes(string file, string field)
    {
        string line = File.ReadLines(file).First(l => l.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(field.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture);
    }
}

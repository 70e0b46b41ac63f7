using System.Globalization;
using System.Runtime.InteropServices;

namespace FoundationModels.Inference.Onnx;

/// <summary>Moves memory that appeared while a model was loaded to 2 MB pages. Decoding reads all weights for each token, and most of the address look-ups go away.</summary>
/// <remarks>Linux only, and only a hint: whatever fails leaves things as they were.</remarks>
internal sealed partial class LargePages
{
    private const long PageSize = 2L << 20;
    private const int AdviceHugePage = 14;
    private const int AdviceCollapse = 25;

    private readonly List<(long Start, long End)> _before;

    private LargePages(List<(long Start, long End)> before)
    {
        _before = before;
    }

    /// <summary>Notes what memory there is, or returns null where the system has no such pages.</summary>
    public static LargePages? BeforeLoading()
    {
        try
        {
            return OperatingSystem.IsLinux() ? new LargePages([.. Read("/proc/self/maps").Select(r => (r.Start, r.End))]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Moves what has appeared since, on a thread of its own.</summary>
    public void CollapseInBackground() =>
        new Thread(Collapse) { IsBackground = true, Name = "FoundationModels large pages", Priority = ThreadPriority.BelowNormal }.Start();

    /// <summary>The parts of a range that none of the earlier ranges covers.</summary>
    public static IEnumerable<(long Start, long End)> Subtract((long Start, long End) range, IEnumerable<(long Start, long End)> earlier)
    {
        long at = range.Start;
        foreach ((long start, long end) in earlier.Where(e => e.End > range.Start && e.Start < range.End).OrderBy(e => e.Start))
        {
            if (start > at)
                yield return (at, start);
            at = Math.Max(at, end);
        }

        if (at < range.End)
            yield return (at, range.End);
    }

    private void Collapse()
    {
        try
        {
            // Ranges that are hardly used, like the stacks of threads, would only grow.
            foreach ((long Start, long End, long Resident) range in Read("/proc/self/smaps").Where(r => r.Resident > (r.End - r.Start) / 2))
            {
                foreach ((long start, long end) in Subtract((range.Start, range.End), _before))
                    Collapse((start + PageSize - 1) / PageSize * PageSize, end / PageSize * PageSize);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or DllNotFoundException or EntryPointNotFoundException)
        {
            // Small pages work as well.
        }
    }

    private static void Collapse(long start, long end)
    {
        if (end <= start)
            return;
        _ = Advise((nint)start, (nuint)(end - start), AdviceHugePage);
        if (Advise((nint)start, (nuint)(end - start), AdviceCollapse) == 0)
            return;
        for (long page = start; page < end; page += PageSize)
            _ = Advise((nint)page, (nuint)PageSize, AdviceCollapse);
    }

    /// <summary>The private, writable, anonymous ranges of at least one large page; resident bytes only where the file has them.</summary>
    private static IEnumerable<(long Start, long End, long Resident)> Read(string path)
    {
        (long Start, long End, long Resident)? range = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                if (range is { } current)
                    range = current with { Resident = long.Parse(line.AsSpan(4, line.Length - 7), CultureInfo.InvariantCulture) * 1024 };
                continue;
            }

            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int dash = fields[0].IndexOf('-', StringComparison.Ordinal);
            if (dash < 0)
                continue;
            if (range is { } complete)
                yield return complete;
            range = Parse(fields, dash);
        }

        if (range is { } last)
            yield return last;
    }

    private static (long Start, long End, long Resident)? Parse(string[] fields, int dash)
    {
        const int Inode = 4;
        bool anonymous = fields[1].StartsWith("rw", StringComparison.Ordinal) && fields[1].EndsWith('p') && fields[Inode] == "0"
            && (fields.Length == Inode + 1 || fields[Inode + 1] == "[heap]");
        long start = long.Parse(fields[0].AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        long end = long.Parse(fields[0].AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return anonymous && end - start >= PageSize ? (start, end, 0) : null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}

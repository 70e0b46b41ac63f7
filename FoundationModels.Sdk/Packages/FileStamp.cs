using Microsoft.Win32.SafeHandles;

namespace FoundationModels.Packages;

/// <summary>What tells cheaply whether a file has changed: its length and the time of its last change.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Ticks">The time of the last write in UTC, in ticks of 100 ns.</param>
internal readonly record struct FileStamp(long Length, long Ticks)
{
    /// <summary>The stamp of a file; through a link, that of its target.</summary>
    public static FileStamp Of(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new FileStamp(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks);
    }
}

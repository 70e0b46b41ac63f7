namespace FoundationModels.Packages;

/// <summary>
/// Keeps other processes, and other users of the same file in this one, out until it is disposed. The operating system lets go of it
/// when the process ends in any way. The empty file stays: deleting it would let two holders in.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or returns null where somebody else has it.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static FileLock? TryAcquire(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="waiting">Called before every wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FileLock> AcquireAsync(string path, Action waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAcquire(path) is { } held)
                return held;
            waiting();
            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Sharing and lock violations on Windows; EWOULDBLOCK on Linux and on macOS. Any other fault would not go away by waiting.</summary>
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult is 11 or 35;
}

using System.Diagnostics;
using System.Globalization;

namespace FoundationModels.Cli.Output;

/// <summary>The folder that a new model package goes to: an empty one or none yet, and left so where making the package fails.</summary>
internal sealed class PackageDestination
{
    private readonly string _folder;
    private readonly bool _existed;

    /// <summary>Checks the folder.</summary>
    /// <exception cref="UsageException">Something is there already.</exception>
    public PackageDestination(string folder)
    {
        _folder = folder;
        _existed = Directory.Exists(folder);
        if (File.Exists(folder) || (_existed && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new UsageException($"--out {folder}: it is there already and not an empty folder. Choose another one, or remove it.");
    }

    /// <summary>Makes the package and reports its size.</summary>
    public async Task WriteAsync(StandardStreams streams, Func<IProgress<ModelImportProgress>, Task> write)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using ImportProgressDisplay progress = ImportProgressDisplay.Create(streams);
            await write(progress);
        }
        catch
        {
            // Half a package must not look like one.
            Remove();
            throw;
        }

        long size = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        streams.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{_folder}: {ByteSize.Format(size)} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    private void Remove()
    {
        if (!Directory.Exists(_folder))
            return;

        Directory.Delete(_folder, recursive: true);
        if (_existed)
            Directory.CreateDirectory(_folder);
    }
}

using FoundationModels.Packages;

namespace FoundationModels.Conformance;

/// <summary>
/// A process that takes a package from a store, for tests of what several processes and killed ones do to each other. Its importer notes
/// in a log when it begins and ends, and takes as long as it is told.
/// </summary>
internal static class StoreProcess
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "store-process";

    /// <summary>Runs with the arguments STORE SOURCE LOG MILLISECONDS and prints the package's folder.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ModelStore store = new(arguments[0], Importer(arguments[2], int.Parse(arguments[3], System.Globalization.CultureInfo.InvariantCulture)));
        Console.WriteLine(await store.GetOrImportAsync(arguments[1], ModelPrecision.Fast));
        return 0;
    }

    /// <summary>An importer that takes some time between the first file and the manifest.</summary>
    public static PackageImport Importer(string log, int milliseconds) => async (source, destination, precision, progress, cancellationToken) =>
    {
        await File.WriteAllTextAsync(Path.Combine(destination, "weights.bin"), "unfinished", cancellationToken);
        await File.AppendAllTextAsync(log, "begin\n", cancellationToken);
        progress?.Report(new ModelImportProgress("Converting", 0, 1));
        await Task.Delay(milliseconds, cancellationToken);
        FakePackage.Write(destination, await File.ReadAllBytesAsync(source, cancellationToken), precision);
        await File.AppendAllTextAsync(log, "end\n", cancellationToken);
    };
}

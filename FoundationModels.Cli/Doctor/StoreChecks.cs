using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli.Doctor;

/// <summary>Looks at the store of imported models and the space that is left for it.</summary>
internal static class StoreChecks
{
    // What the import of the default model asks for: 64 MB and twice its file.
    private const long Comfortable = 300_000_000;

    /// <summary>Makes the checks.</summary>
    public static DoctorCheck Run(ModelStore store)
    {
        IReadOnlyList<StoredPackage> packages = store.Contents.List();
        string detail = $"{store.Folder}, {packages.Count} imported, {ByteSize.Format(packages.Sum(p => p.Bytes))}";
        if (FreeSpace(store.Folder) is not { } free)
            return new DoctorCheck("Store", DoctorStatus.Ok, detail);

        detail += $", {ByteSize.Format(free)} free";
        return free >= Comfortable
            ? new DoctorCheck("Store", DoctorStatus.Ok, detail)
            : new DoctorCheck("Store", DoctorStatus.Warning, detail, $"An import may need more. Free some space, or set {StoreLocation.Variable} to a folder on another disk.");
    }

    private static long? FreeSpace(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace FoundationModels.Packages;

/// <summary>Where a package in the store came from. The file's time of last change is the time of the package's last use.</summary>
/// <param name="Source">The path of the model that was imported.</param>
/// <param name="Sha256">The SHA-256 of that file in hexadecimal.</param>
/// <param name="Imported">When.</param>
internal sealed record StoreEntry(string Source, string Sha256, DateTimeOffset Imported)
{
    private const string FileName = "store-entry.json";

    /// <summary>The path of the entry in a package's folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>The entry of a package, or null where there is none that can be read.</summary>
    public static StoreEntry? Read(string folder)
    {
        try
        {
            using FileStream file = File.OpenRead(PathIn(folder));
            return JsonSerializer.Deserialize(file, StoreJson.Default.StoreEntry);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the entry.</summary>
    public void Write(string folder)
    {
        using FileStream file = File.Create(PathIn(folder));
        JsonSerializer.Serialize(file, this, StoreJson.Default.StoreEntry);
    }

    /// <summary>Notes that the package is being used. A store that cannot be written is no reason to fail.</summary>
    public static void Touch(string folder)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathIn(folder), DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

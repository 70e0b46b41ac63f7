namespace FoundationModels.Sdk.Tests;

/// <summary>Finds the models and reference outputs that live beside the repository, and says clearly when a test skips without them.</summary>
internal static class SharedData
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A path below the repository that must exist.</summary>
    public static string InRepository(params string[] parts) => Path.Combine([Repository, .. parts]);

    /// <summary>A path in the folder of shared data; the test is ignored, with the reason, where it does not exist.</summary>
    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Path.GetDirectoryName(Repository)!, "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Ignore($"Skipped: the reference data {string.Join('/', parts)} is not beside this checkout.");
        return path;
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "FoundationModels.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException("The tests have to run inside a checkout of the repository.");
    }
}

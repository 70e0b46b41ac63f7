namespace FoundationModels.Packages;

/// <summary>Where the user's store of models is.</summary>
internal static class StoreLocation
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "FOUNDATIONMODELS_HOME";

    private const string Name = "FoundationModels";

    /// <summary>The folder that the environment variable names, otherwise one in the platform's folder for a user's caches.</summary>
    /// <exception cref="FoundationModelsException">The user has no home folder.</exception>
    public static string Default() => Choose(Environment.GetEnvironmentVariable);

    internal static string Choose(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } folder)
            return Path.GetFullPath(folder);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Home(Environment.SpecialFolder.LocalApplicationData), Name);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(Home(Environment.SpecialFolder.UserProfile), "Library", "Caches", Name);

        // The XDG specification asks that relative paths be ignored.
        return variable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? Path.Combine(cache, Name)
            : Path.Combine(Home(Environment.SpecialFolder.UserProfile), ".cache", Name);
    }

    private static string Home(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? path
            : throw new FoundationModelsException($"The user has no home folder for imported models; set {Variable} to a folder that can be written.");
}

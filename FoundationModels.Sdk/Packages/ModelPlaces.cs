namespace FoundationModels.Packages;

/// <summary>Where a model is looked for when an app does not say, in this order.</summary>
/// <param name="EnvironmentPath">The value of the environment variable FOUNDATIONMODELS_MODEL, or null.</param>
/// <param name="HostOptionPath">The value of the RuntimeHostConfigurationOption FoundationModels.Model, or null; relative to the app's folder.</param>
/// <param name="AppFolder">The app's folder, whose "models" is searched.</param>
/// <param name="StoreFolder">The user's store, whose "models" is searched; null where the user has no home folder.</param>
internal sealed record ModelPlaces(string? EnvironmentPath, string? HostOptionPath, string AppFolder, string? StoreFolder)
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "FOUNDATIONMODELS_MODEL";

    /// <summary>The name of the option in an app's runtimeconfig.json.</summary>
    public const string HostOption = "FoundationModels.Model";

    /// <summary>The places of this process.</summary>
    public static ModelPlaces OfProcess() => new(
        Environment.GetEnvironmentVariable(Variable), AppContext.GetData(HostOption) as string, AppContext.BaseDirectory, FindStore());

    private static string? FindStore()
    {
        try
        {
            return StoreLocation.Default();
        }
        catch (FoundationModelsException)
        {
            return null;
        }
    }
}

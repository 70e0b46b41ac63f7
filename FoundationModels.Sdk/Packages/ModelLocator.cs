namespace FoundationModels.Packages;

/// <summary>
/// Finds the default model: an explicit path; the environment variable FOUNDATIONMODELS_MODEL; the RuntimeHostConfigurationOption
/// FoundationModels.Model; the folder "models" beside the app; the folder "models" in the user's store.
/// </summary>
internal static class ModelLocator
{
    private const string Models = "models";
    private const string GgufPattern = "*.gguf";

    /// <summary>Looks for a model. A place that was named and has none ends the search: another model would not be the one that was meant.</summary>
    /// <param name="explicitPath">A path that the app gives, or null.</param>
    /// <param name="places">Where to look otherwise.</param>
    public static ModelSearch Find(string? explicitPath, ModelPlaces places)
    {
        List<string> steps = [];
        if (!string.IsNullOrEmpty(explicitPath))
            return Named("the path that was given", Path.GetFullPath(explicitPath), steps);
        if (!string.IsNullOrEmpty(places.EnvironmentPath))
            return Named($"the environment variable {ModelPlaces.Variable}", Path.GetFullPath(places.EnvironmentPath), steps);
        steps.Add($"the environment variable {ModelPlaces.Variable}: not set");
        if (!string.IsNullOrEmpty(places.HostOptionPath))
            return Named($"the runtime option {ModelPlaces.HostOption}", Path.GetFullPath(places.HostOptionPath, Path.GetFullPath(places.AppFolder)), steps);
        steps.Add($"the runtime option {ModelPlaces.HostOption}: not set");

        string? found = Search("beside the app", places.AppFolder, steps) ?? Search("the user's store", places.StoreFolder, steps);
        return new ModelSearch(found, steps);
    }

    /// <summary>
    /// A package's folder, a model file, a folder with one model file in it, or one in the form of Hugging Face, made one path that can be opened; null
    /// where it is none of these.
    /// </summary>
    public static string? Resolve(string path)
    {
        if (File.Exists(path))
            return path;
        if (!Directory.Exists(path))
            return null;
        if (ModelPackage.IsPackage(path))
            return path;
        if (Directory.EnumerateFiles(path, GgufPattern).Order(StringComparer.Ordinal).Take(2).ToList() is [string only])
            return only;
        return SourceFolder.IsModel(path) ? path : null;
    }

    private static ModelSearch Named(string where, string path, List<string> steps)
    {
        string? found = Resolve(path);
        string outcome = found is not null ? "found"
            : Directory.Exists(path) ? "the folder is no package, does not hold exactly one .gguf file, and has no config.json with safetensors"
            : "there is nothing";
        steps.Add($"{where} ('{path}'): {outcome}");
        return new ModelSearch(found, steps);
    }

    private static string? Search(string where, string? folder, List<string> steps)
    {
        if (folder is null)
        {
            steps.Add($"{where}: there is no folder");
            return null;
        }

        string models = Path.Combine(folder, Models);
        string? found = Directory.Exists(models) ? Candidates(models).FirstOrDefault() : null;
        steps.Add($"{where} ('{models}'): {(found is not null ? "found" : Directory.Exists(models) ? "no package and no model" : "no such folder")}");
        return found;
    }

    /// <summary>Packages come before files that have to be imported first, each in the order of their names.</summary>
    private static IEnumerable<string> Candidates(string models)
    {
        List<string> folders = [.. Directory.EnumerateDirectories(models).Order(StringComparer.Ordinal)];
        return folders.Where(ModelPackage.IsPackage)
            .Concat(Directory.EnumerateFiles(models, GgufPattern).Order(StringComparer.Ordinal))
            .Concat(folders.Where(folder => !ModelPackage.IsPackage(folder)).Select(Resolve).OfType<string>());
    }
}

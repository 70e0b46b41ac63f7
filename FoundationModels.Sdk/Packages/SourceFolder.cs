namespace FoundationModels.Packages;

/// <summary>A model as a folder in the form of Hugging Face, as far as finding and recognising it goes; the importer reads it.</summary>
internal static class SourceFolder
{
    private static readonly string[] Weights = ["model.safetensors", "model.safetensors.index.json"];
    private static readonly string[] Patterns = ["*.safetensors", "*.json", "*.jinja"];

    /// <summary>Whether a folder looks like a model: it has a configuration and weights.</summary>
    public static bool IsModel(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) && Weights.Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>The files that an import may read, in the order of their names.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. Patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Distinct().Order(StringComparer.Ordinal)];
}

namespace FoundationModels.Conformance.Gradients;

/// <summary>Finds reference files in the first folder that has them.</summary>
internal sealed class GradientFiles(IReadOnlyList<string> roots)
{
    /// <summary>The path of a file or folder, or null.</summary>
    public string? Find(string name) => roots.Select(root => Path.Combine(root, name)).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path));

    /// <summary>Whether all are there; what is not is listed.</summary>
    public bool HasAll(ConformanceReport report, params string[] names)
    {
        string[] absent = [.. names.Where(name => Find(name) is null)];
        foreach (string name in absent)
            report.AddUnsupported($"absent file {name}");
        return absent.Length == 0;
    }
}

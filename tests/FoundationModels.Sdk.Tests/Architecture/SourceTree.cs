using System.Text.RegularExpressions;

namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>The repository's C# files, and in which folder of the SDK each of its types is declared.</summary>
internal static partial class SourceTree
{
    /// <summary>Every C# file that people wrote, relative to the repository, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateDirectories(SharedData.Repository)
            .Where(folder => Path.GetFileName(folder)[0] != '.')
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SharedData.Repository, file).Replace('\\', '/'))
            .Where(file => !GeneratedFolder().IsMatch(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>From the full name of each top-level type of the SDK, without its arity, to its folder as in "Inference/Onnx".</summary>
    public static IReadOnlyDictionary<string, string> SdkTypes { get; } = FindSdkTypes();

    private static Dictionary<string, string> FindSdkTypes()
    {
        const string Sdk = "FoundationModels.Sdk/";
        Dictionary<string, string> folders = new(StringComparer.Ordinal);
        foreach (string file in Files.Where(f => f.StartsWith(Sdk, StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(SharedData.InRepository(file));
            string space = Namespace().Match(text).Groups[1].Value;
            string folder = Path.GetDirectoryName(file[Sdk.Length..])!.Replace('\\', '/');
            foreach (Match type in TopLevelType().Matches(text))
                folders[$"{space}.{type.Groups[1].Value}"] = folder;
        }

        return folders;
    }

    [GeneratedRegex("(^|/)(bin|obj|artifacts|node_modules)/")]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>\[\]?., ]+?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}

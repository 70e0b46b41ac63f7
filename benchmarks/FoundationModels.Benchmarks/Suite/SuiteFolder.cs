using System.Text;
using System.Text.Json;

namespace FoundationModels.Benchmarks.Suite;

/// <summary>One draft's folder of JSON-Schema-Test-Suite.</summary>
internal sealed class SuiteFolder
{
    private const string RemoteBase = "http://localhost:1234/";

    private static readonly Dictionary<string, SchemaDraft> Drafts = new(StringComparer.Ordinal)
    {
        ["draft4"] = SchemaDraft.Draft04,
        ["draft6"] = SchemaDraft.Draft06,
        ["draft7"] = SchemaDraft.Draft07,
        ["draft2019-09"] = SchemaDraft.Draft201909,
        ["draft2020-12"] = SchemaDraft.Draft202012,
    };

    private readonly string _path;

    /// <summary>Finds what belongs to a folder.</summary>
    /// <exception cref="ArgumentException">The folder is not there, or no draft's.</exception>
    public SuiteFolder(string path)
    {
        DirectoryInfo folder = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (!folder.Exists)
            throw new ArgumentException($"There is no folder {path}.");
        Name = (folder.ResolveLinkTarget(returnFinalTarget: true) ?? folder).Name;
        Draft = Drafts.TryGetValue(Name, out SchemaDraft draft) ? draft : throw new ArgumentException($"The folder's name is none of {string.Join(", ", Drafts.Keys)}.");
        _path = folder.FullName;
    }

    /// <summary>Gets the folder's name.</summary>
    public string Name { get; }

    /// <summary>Gets the version of JSON Schema that its schemas are in.</summary>
    public SchemaDraft Draft { get; }

    /// <summary>Reads the schemas that others refer to.</summary>
    public Dictionary<Uri, string> ReadRemotes()
    {
        string root = Path.GetFullPath(Path.Combine(_path, "..", "..", "remotes"));
        return Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .ToDictionary(f => new Uri(RemoteBase + Path.GetRelativePath(root, f).Replace('\\', '/')), File.ReadAllText);
    }

    /// <summary>Reads the tests of the files that are directly in the folder, which are those that every implementation has to pass.</summary>
    public IEnumerable<SuiteGroup> ReadGroups()
    {
        foreach (string file in Directory.EnumerateFiles(_path, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement group in json.RootElement.EnumerateArray())
            {
                SuiteTest[] tests = [.. group.GetProperty("tests").EnumerateArray().Select(t => new SuiteTest(
                    Description(t), Encoding.UTF8.GetBytes(t.GetProperty("data").GetRawText()), t.GetProperty("valid").GetBoolean()))];
                yield return new SuiteGroup($"{Path.GetFileName(file)}: {Description(group)}", group.GetProperty("schema").GetRawText(), tests);
            }
        }
    }

    private static string Description(JsonElement element) => element.GetProperty("description").GetString()!;
}

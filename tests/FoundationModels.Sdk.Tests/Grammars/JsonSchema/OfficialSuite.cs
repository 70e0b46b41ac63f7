using System.Text.Json;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.JsonSchema;

/// <summary>The official test suite of JSON Schema, with the documents that its references name.</summary>
internal static class OfficialSuite
{
    /// <summary>Its folders and what they test.</summary>
    public static readonly (string Folder, SchemaDraft Draft)[] Drafts =
    [
        ("draft2020-12", SchemaDraft.Draft202012), ("draft2019-09", SchemaDraft.Draft201909), ("draft7", SchemaDraft.Draft07),
        ("draft6", SchemaDraft.Draft06), ("draft4", SchemaDraft.Draft04),
    ];

    /// <summary>The required tests of a draft: a schema, a value, whether it is valid, and a name.</summary>
    public static IEnumerable<(string Schema, string Value, bool IsValid, string Name)> Read(string folder)
    {
        string path = SharedData.Require("data", "json-schema-test-suite", "tests", folder);
        foreach (string file in Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            using JsonDocument groups = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement group in groups.RootElement.EnumerateArray())
            {
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    string name = $"{Path.GetFileName(file)}: {group.GetProperty("description")}: {test.GetProperty("description")}";
                    yield return (group.GetProperty("schema").GetRawText(), test.GetProperty("data").GetRawText(), test.GetProperty("valid").GetBoolean(), name);
                }
            }
        }
    }

    /// <summary>The options for the tests of a draft.</summary>
    public static SchemaReaderOptions Options(SchemaDraft draft)
    {
        string remotes = SharedData.Require("data", "json-schema-test-suite", "remotes");
        Dictionary<Uri, string> documents = [];
        foreach (string file in Directory.GetFiles(remotes, "*.json", SearchOption.AllDirectories))
            documents.Add(new Uri("http://localhost:1234/" + Path.GetRelativePath(remotes, file).Replace('\\', '/')), File.ReadAllText(file));
        return new SchemaReaderOptions { DefaultDraft = draft, Formats = SchemaFormats.Annotate, Documents = documents };
    }
}

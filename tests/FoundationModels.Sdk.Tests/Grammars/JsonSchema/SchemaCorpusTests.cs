using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.JsonSchema;

internal sealed class SchemaCorpusTests
{
    private static readonly ValidationOptions Formats = new()
    {
        HasFormat = (format, text) => TextFormats.Find(format) is not { } automaton || automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0,
    };

    [Test]
    public void Validate_SchemasOfRealProjects_AgreesWithTheirInstances()
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Require("data", "maskbench-dev.jsonl.gz")), CompressionMode.Decompress));
        List<string> wrong = [];
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument entry = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 600 });
            SchemaNode schema = SchemaReader.Read(entry.RootElement.GetProperty("schema").GetRawText());
            int index = 0;
            foreach (JsonElement test in entry.RootElement.GetProperty("tests").EnumerateArray())
            {
                JsonLiteral value = JsonLiteralReader.Read(test.GetProperty("data").GetRawText());
                if (SchemaValidator.Validate(schema, value, Formats).IsValid != test.GetProperty("valid").GetBoolean())
                    wrong.Add($"{entry.RootElement.GetProperty("name")}#{index}");
                index++;
            }
        }

        Assert.That(wrong, Is.Empty);
    }
}

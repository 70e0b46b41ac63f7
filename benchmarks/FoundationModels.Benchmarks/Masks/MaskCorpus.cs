using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FoundationModels.Benchmarks.Json;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Reads schemas with instances: one JSON object a line with "name", "schema" and "tests", each of these with "valid" and "data".</summary>
internal static class MaskCorpus
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads a file, which may be compressed with gzip.</summary>
    public static IEnumerable<CorpusSchema> Read(string path, Tokenizer tokenizer)
    {
        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(content);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return Parse(line, tokenizer);
        }
    }

    private static CorpusSchema Parse(string line, Tokenizer tokenizer)
    {
        using JsonDocument json = JsonDocument.Parse(line, Deep);
        List<CorpusInstance> instances = [];
        if (json.RootElement.TryGetProperty("tests", out JsonElement tests))
        {
            foreach (JsonElement test in tests.EnumerateArray())
            {
                string text = PythonJson.Dumps(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText()), JsonStyle.OneLine);
                instances.Add(new CorpusInstance(test.GetProperty("valid").GetBoolean(), tokenizer.Encode(text)));
            }
        }

        return new CorpusSchema(json.RootElement.GetProperty("name").GetString()!, json.RootElement.GetProperty("schema").GetRawText(), instances);
    }
}

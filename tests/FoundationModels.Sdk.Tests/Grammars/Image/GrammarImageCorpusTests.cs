using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

internal sealed class GrammarImageCorpusTests
{
    private const int LongestInstance = 3_000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 600 };

    [Test]
    public void Read_ImagesOfRealProjects_MakeTheSameMachines()
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Require("data", "maskbench-dev.jsonl.gz")), CompressionMode.Decompress));
        List<string> wrong = [];
        List<int> sizes = [];
        for (int number = 0; lines.ReadLine() is { } line; number++)
        {
            if (number % 10 != 0)
                continue;
            using JsonDocument entry = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 600 });
            string name = entry.RootElement.GetProperty("name").GetString()!;
            ImageSchema schema = new(entry.RootElement.GetProperty("schema").GetRawText());
            if (schema.Machine(ImageSchema.Free) is not { } direct)
                continue;
            byte[] image = schema.Image();
            sizes.Add(image.Length);
            JsonMachine read = ImageSchema.Machine(image, ImageSchema.Free)!;
            foreach (JsonElement test in entry.RootElement.GetProperty("tests").EnumerateArray())
            {
                byte[] text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(test.GetProperty("data"), Plain));
                if (Difference(direct, read, text) is { } difference)
                    wrong.Add($"{name}: {difference}");
            }
        }

        sizes.Sort();
        TestContext.Out.WriteLine($"{sizes.Count} images, of {sizes[sizes.Count / 2]} bytes in the middle, {sizes[sizes.Count * 9 / 10]} at the ninth decile, and {sizes[^1]} at the most.");
        Assert.That(wrong, Is.Empty);
    }

    private static string? Difference(JsonMachine direct, JsonMachine read, byte[] text)
    {
        try
        {
            return MachineComparison.Difference(direct, read, text.Length <= LongestInstance ? text : text[..LongestInstance]);
        }
        catch (GrammarRefusal)
        {
            // A limit while matching says nothing about images.
            return null;
        }
    }
}

using System.Text.Json;
using FoundationModels.Import.Gguf;
using FoundationModels.Tokenization;

namespace FoundationModels.Sdk.Tests.Tokenization;

/// <summary>The vocabularies of the small models of the architecture goldens: their texts and ids are the reference library's.</summary>
internal sealed class ArchitectureVocabularyTests
{
    [Test]
    public void Encode_FromTokenizerJson_GivesTheReferencesIds()
    {
        string root = SharedData.Require("goldens", "architectures");
        List<string> differences = [];
        int checkedTexts = 0;
        foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            string json = Path.Combine(folder, "tokenizer.json");
            if (File.Exists(json) && File.Exists(Path.Combine(folder, "tokens.json")))
                checkedTexts += Compare(Tokenizer.Load(json), Path.Combine(folder, "tokens.json"), json, differences);
        }

        Assert.That(checkedTexts, Is.GreaterThan(0));
        Assert.That(differences, Is.Empty);
    }

    [Test]
    public void Encode_FromGguf_GivesTheReferencesIds()
    {
        string root = SharedData.Require("goldens", "architectures");
        List<string> differences = [];
        int checkedTexts = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "gguf"), "*.gguf", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string own = Path.Combine(Path.GetDirectoryName(file)!, "tokens.json");
            string tokens = File.Exists(own) ? own : Path.Combine(root, Path.GetFileName(Path.GetDirectoryName(file))!, "tokens.json");
            if (!File.Exists(tokens))
                continue;
            using GgufFile gguf = GgufFile.Open(file);
            checkedTexts += Compare(Tokenizer.Parse(GgufTokenizerJson.Create(gguf.Metadata, file), file), tokens, file, differences);
        }

        Assert.That(checkedTexts, Is.GreaterThan(0));
        Assert.That(differences, Is.Empty);
    }

    private static int Compare(Tokenizer tokenizer, string tokens, string name, List<string> differences)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(tokens));
        int count = 0;
        foreach (JsonElement text in json.RootElement.GetProperty("texts").EnumerateArray())
        {
            int[] expected = [.. text.GetProperty("ids_without_special").EnumerateArray().Select(i => i.GetInt32())];
            string content = text.GetProperty("text").GetString()!;
            int[] actual = tokenizer.Encode(content, AddedTokenRecognition.All);
            if (!actual.SequenceEqual(expected))
                differences.Add($"{name}: '{content}' gives [{string.Join(' ', actual)}], expected [{string.Join(' ', expected)}]");
            count++;
        }

        return count;
    }
}

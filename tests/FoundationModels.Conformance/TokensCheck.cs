using System.Text.Json;

namespace FoundationModels.Conformance;

/// <summary>Compares a model's tokenizer with the texts of a tokens.json, without the tokens that surround a text.</summary>
internal static class TokensCheck
{
    /// <summary>Adds one case, if there are both.</summary>
    public static void Report(ConformanceReport report, string id, string tokenizerPath, string tokensPath)
    {
        if (!File.Exists(tokensPath))
            return;
        if (!File.Exists(tokenizerPath))
        {
            report.AddUnsupported("tokenizer of a GGUF file");
            return;
        }

        try
        {
            Tokenizer tokenizer = Tokenizer.Load(tokenizerPath);
            using JsonDocument tokens = JsonDocument.Parse(File.ReadAllBytes(tokensPath));
            string? difference = null;
            foreach (JsonElement text in tokens.RootElement.GetProperty("texts").EnumerateArray())
                difference ??= Difference(tokenizer, text);
            report.Add(id, difference is null, null, difference);
        }
        catch (FoundationModelsException e)
        {
            report.Add(id, false, null, e.Message);
        }
    }

    private static string? Difference(Tokenizer tokenizer, JsonElement golden)
    {
        string text = golden.GetProperty("text").GetString()!;
        int[] expected = [.. golden.GetProperty("ids_without_special").EnumerateArray().Select(e => e.GetInt32())];
        int[] ids = tokenizer.Encode(text);
        if (!ids.SequenceEqual(expected))
            return $"'{text}' has the ids {string.Join(' ', ids)}, expected {string.Join(' ', expected)}";
        string decoded = golden.GetProperty("decoded").GetString()!;
        return tokenizer.Decode(ids) == decoded ? null : $"'{text}' decodes to '{tokenizer.Decode(ids)}', expected '{decoded}'";
    }
}

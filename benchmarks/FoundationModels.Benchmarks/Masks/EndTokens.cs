using System.Text.Json;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Finds the token that ends a response of a vocabulary.</summary>
internal static class EndTokens
{
    private static readonly string[] Known = ["<|eot_id|>", "<|im_end|>", "<|endoftext|>", "<end_of_turn>", "</s>", "<eos>"];

    /// <summary>Takes it from the tokenizer_config.json beside the vocabulary, otherwise the first that is known.</summary>
    public static int Find(Tokenizer tokenizer, string vocabularyPath)
    {
        foreach (string content in Declared(vocabularyPath).Concat(Known))
        {
            if (tokenizer.TryGetTokenId(content, out int id))
                return id;
        }

        throw new ArgumentException($"{vocabularyPath} has no token that ends a response.");
    }

    private static IEnumerable<string> Declared(string vocabularyPath)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(vocabularyPath))!, "tokenizer_config.json");
        if (!File.Exists(path))
            return [];
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
        if (!json.RootElement.TryGetProperty("eos_token", out JsonElement token))
            return [];
        if (token.ValueKind == JsonValueKind.Object)
            token = token.GetProperty("content");
        return token.ValueKind == JsonValueKind.String ? [token.GetString()!] : [];
    }
}

using System.Text;
using System.Text.Json;

namespace FoundationModels.Sdk.Tests.Tokenization;

/// <summary>Tokenizers small enough to see through, written for tests.</summary>
internal static class SmallTokenizers
{
    private const string ByteLevel = """{"type":"ByteLevel","add_prefix_space":false,"use_regex":true}""";

    /// <summary>A byte-level vocabulary with a token for each byte (ids 0 to 255 in byte order), a few merges, and added tokens.</summary>
    public static Tokenizer BytePair(string addedTokens = "[]", string normalizer = "null", string? preTokenizer = null)
    {
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(b => FoundationModels.Tokenization.ByteAlphabet.ToCharacter((byte)b).ToString())];
        string[][] merges = [["l", "l"], ["h", "e"], ["he", "ll"], ["hell", "o"], ["\u0120", "w"], ["o", "w"]];
        tokens.AddRange(merges.Select(m => m[0] + m[1]));
        string vocabulary = JsonSerializer.Serialize(tokens.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i));
        return Parse($$$"""
            {"added_tokens":{{{addedTokens}}},"normalizer":{{{normalizer}}},"pre_tokenizer":{{{preTokenizer ?? ByteLevel}}},"decoder":{"type":"ByteLevel"},
            "model":{"type":"BPE","vocab":{{{vocabulary}}},"merges":{{{JsonSerializer.Serialize(merges)}}}}}
            """);
    }

    /// <summary>One added token as JSON.</summary>
    public static string Added(int id, string content, bool special = true, bool normalized = false, bool lstrip = false, bool rstrip = false, bool singleWord = false) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["id"] = id,
            ["content"] = content,
            ["special"] = special,
            ["normalized"] = normalized,
            ["lstrip"] = lstrip,
            ["rstrip"] = rstrip,
            ["single_word"] = singleWord,
        });

    /// <summary>Parses a tokenizer.</summary>
    public static Tokenizer Parse(string json) => Tokenizer.Parse(Encoding.UTF8.GetBytes(json), "small");
}

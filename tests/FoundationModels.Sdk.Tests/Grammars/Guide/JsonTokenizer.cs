using System.Text.Json;
using FoundationModels.Sdk.Tests.Tokenization;
using FoundationModels.Tokenization;

namespace FoundationModels.Sdk.Tests.Grammars.Guide;

/// <summary>A byte-level tokenizer whose merges cross the parts of JSON, with an end token.</summary>
internal static class JsonTokenizer
{
    private static readonly string[][] Merges =
    [
        ["{", "\""], ["\"", ":"], ["\"", "}"], ["\"", ","], ["\",", "\""], ["a", "b"], ["t", "r"], ["u", "e"], ["tr", "ue"], ["n", "u"], ["l", "l"], ["nu", "ll"], ["}", "}"], ["]", "}"],
        ["1", "0"], ["0", "."], ["[", "]"], ["\"", "a"], ["\"a", "\":"], ["\\", "u"], ["b", "\""],
    ];

    /// <summary>Gets the tokenizer.</summary>
    public static Tokenizer Instance { get; } = Make();

    /// <summary>Gets the end token.</summary>
    public static int End => 256 + Merges.Length;

    /// <summary>Gets its tokens as grammars see them.</summary>
    public static TokenVocabulary Tokens { get; } = TokenVocabulary.FromTokenizer(Instance, [End]);

    private static Tokenizer Make()
    {
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(b => ByteAlphabet.ToCharacter((byte)b).ToString()), .. Merges.Select(m => m[0] + m[1])];
        string vocabulary = JsonSerializer.Serialize(tokens.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i));
        return SmallTokenizers.Parse($$$"""
            {"added_tokens":[{{{SmallTokenizers.Added(End, "<end>")}}}],"normalizer":null,
            "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"use_regex":false},"decoder":{"type":"ByteLevel"},
            "model":{"type":"BPE","vocab":{{{vocabulary}}},"merges":{{{JsonSerializer.Serialize(Merges)}}}}}
            """);
    }
}

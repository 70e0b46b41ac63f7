namespace FoundationModels.Import.Gguf;

/// <summary>How the vocabularies that a GGUF file calls by a name (<c>tokenizer.ggml.pre</c>) split text, as their <c>tokenizer.json</c> says it.</summary>
/// <param name="Patterns">The regular expressions at whose matches text is split, one after the other.</param>
/// <param name="SplitsDigits">Whether every digit is a piece of its own.</param>
/// <param name="UsesGpt2Words">Whether GPT-2's expression comes last.</param>
/// <param name="IsComposed">Whether text is brought into normalization form C first.</param>
/// <param name="IgnoresMerges">Whether a piece that is a token is that token, whatever the merges say.</param>
internal sealed record GgufTokenizerSplit(
    string[] Patterns,
    bool SplitsDigits = false,
    bool UsesGpt2Words = false,
    bool IsComposed = false,
    bool IgnoresMerges = false)
{
    private const string Contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private const string Tail = @" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string TailWithSlash = @" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Upper = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    private const string Lower = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
    private const string Before = @"[^\r\n\p{L}\p{N}]?";

    private const string CasedLetters = "A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙ" +
        "ὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃";

    private static readonly GgufTokenizerSplit Gpt2 = new([], UsesGpt2Words: true);
    private static readonly GgufTokenizerSplit Gpt2Digits = new([], SplitsDigits: true, UsesGpt2Words: true);
    private static readonly GgufTokenizerSplit Llama3 = new([$@"{Contractions}|{Before}\p{{L}}+|\p{{N}}{{1,3}}|{Tail}"], IgnoresMerges: true);
    private static readonly GgufTokenizerSplit Cl100k = Llama3 with { IgnoresMerges = false };
    private static readonly GgufTokenizerSplit Qwen2 = new([$@"{Contractions}|{Before}\p{{L}}+|\p{{N}}|{Tail}"], IsComposed: true);

    private static readonly GgufTokenizerSplit Tekken =
        new([$@"{Before}{Upper}*{Lower}+|{Before}{Upper}+{Lower}*|\p{{N}}|{TailWithSlash}"], IgnoresMerges: true);

    private static readonly GgufTokenizerSplit O200k = new(
        [$@"{Before}{Upper}*{Lower}+{Contractions}?|{Before}{Upper}+{Lower}*{Contractions}?|\p{{N}}{{1,3}}|{TailWithSlash}"],
        IgnoresMerges: true);

    private static readonly GgufTokenizerSplit DeepSeek3 = new(
    [
        @"\p{N}{1,3}",
        @"[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+",
        @"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    ]);

    private static readonly GgufTokenizerSplit DeepSeek = new(
        [@"[\r\n]", $@"\s?[{CasedLetters}]+", @"\s?[!-/:-~\uff01-\uff0f\uff1a-\uff5e\u2018-\u201f\u3000-\u3002]+", @"\s+$", @"[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+"],
        SplitsDigits: true);

    private static readonly GgufTokenizerSplit DeepSeekCoder =
        new([@"[\r\n]", @"\s?\p{L}+", @"\s?\p{P}+", @"[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+"], SplitsDigits: true);

    private static readonly Dictionary<string, GgufTokenizerSplit> ByName = new(StringComparer.Ordinal)
    {
        ["default"] = Gpt2,
        ["gpt-2"] = Gpt2,
        ["phi-2"] = Gpt2,
        ["mpt"] = Gpt2,
        ["olmo"] = Gpt2,
        ["jais"] = Gpt2,
        ["trillion"] = Gpt2,
        ["roberta-bpe"] = Gpt2,
        ["jina-v1-en"] = Gpt2,
        ["jina-v2-code"] = Gpt2,
        ["granite-docling"] = Gpt2,
        ["smollm"] = Gpt2Digits,
        ["starcoder"] = Gpt2Digits,
        ["refact"] = Gpt2Digits,
        ["codeshell"] = Gpt2Digits,
        ["exaone"] = Gpt2Digits,
        ["minerva-7b"] = Gpt2Digits,
        ["command-r"] = Gpt2Digits with { IsComposed = true },
        ["llama-bpe"] = Llama3,
        ["llama3"] = Llama3,
        ["llama-v3"] = Llama3,
        ["falcon3"] = Llama3,
        ["falcon-h1"] = Llama3,
        ["pixtral"] = Llama3,
        ["lfm2"] = Llama3,
        ["dbrx"] = Cl100k,
        ["smaug-bpe"] = Cl100k,
        ["chatglm-bpe"] = Cl100k,
        ["glm4"] = Cl100k,
        ["qwen2"] = Qwen2,
        ["deepseek-r1-qwen"] = Qwen2,
        ["megrez"] = Qwen2,
        ["stablelm2"] = Qwen2 with { IsComposed = false },
        ["hunyuan"] = Qwen2 with { IsComposed = false },
        ["tekken"] = Tekken,
        ["gpt-4o"] = O200k,
        ["llama4"] = O200k,
        ["deepseek-v3"] = DeepSeek3,
        ["hunyuan-dense"] = DeepSeek3,
        ["deepseek-llm"] = DeepSeek,
        ["deepseek-coder"] = DeepSeekCoder,
    };

    /// <summary>Finds a split by its name.</summary>
    public static bool TryFind(string name, out GgufTokenizerSplit split) => ByName.TryGetValue(name, out split!);
}

using FoundationModels.Conformance;

namespace FoundationModels.Sdk.Tests.Tokenization;

internal sealed class TokenizerGoldenTests
{
    private static readonly string[] Stored =
    [
        "smollm2", "minilm", "tiny-bpe-clip", "tiny-bpe-llama2", "tiny-bpe-metaspace-flags", "tiny-bytelevel-flags", "tiny-bytelevel-splits",
        "tiny-unigram-byte-fallback", "tiny-unigram-charsmap", "tiny-unigram-nmt-nfkc", "tiny-wordpiece-cased", "tiny-wordpiece-whitespace",
    ];

    private static readonly string[] Fetched =
    [
        "claude", "command_r_plus", "deepseek_v3", "gemma3", "gpt2", "gpt4", "gpt4o", "gptoss", "internlm2", "llama2", "llama3_1", "mistral_nemo",
        "qwen2_5", "qwen3", "yi",
    ];

    [TestCaseSource(nameof(Stored))]
    public void Encode_StoredVocabulary_GivesTheReferencesIds(string vocabulary) => Check(vocabulary);

    [TestCaseSource(nameof(Fetched))]
    public void Encode_FetchedVocabulary_GivesTheReferencesIds(string vocabulary)
    {
        if (!File.Exists(SharedData.InRepository(".vocabularies", vocabulary, "tokenizer.json")))
            Assert.Ignore($"Skipped: the vocabulary {vocabulary} is not there; eng/fetch-vocabularies.sh makes it.");
        Check(vocabulary);
    }

    private static void Check(string vocabulary)
    {
        string goldens = SharedData.Require("goldens", "tokenizers");
        ConformanceReport report = TokenizerConformance.Run(new ConformanceArguments(
            [goldens, "--only", vocabulary, "--tokenizers", SharedData.InRepository(".vocabularies")]));
        StringWriter text = new();
        report.Print(text);
        Assert.That(report.Succeeded && report.Unsupported.Count == 0, Is.True, text.ToString());
    }
}

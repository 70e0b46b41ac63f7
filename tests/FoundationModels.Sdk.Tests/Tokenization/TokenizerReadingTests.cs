using System.Text;

namespace FoundationModels.Sdk.Tests.Tokenization;

internal sealed class TokenizerReadingTests
{
    private const string Model = """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}""";

    [TestCase("", null)]
    [TestCase("[]", null)]
    [TestCase("{", null)]
    [TestCase("{}", "model")]
    [TestCase("""{"model":[]}""", "model")]
    [TestCase("""{"model":{"type":"BPE"}}""", "model.vocab")]
    [TestCase("""{"model":{"type":"Neural","vocab":{}}}""", "model.type")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":-1}}}""", "model.vocab")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":4000000000}}}""", "model.vocab")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":16000000}}}""", "model.vocab")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"\ud800":1}}}""", "model.vocab")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]}}""", "model.merges[0]")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b c"]}}""", "model.merges[0]")]
    [TestCase("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}}""", "model.merges[0]")]
    [TestCase("""{"model":{"type":"BPE","unk_token":"?","vocab":{"a":0},"merges":[]}}""", "model.unk_token")]
    [TestCase("""{"model":{"type":"Unigram","vocab":[["a"]]}}""", "model.vocab[0]")]
    [TestCase("""{"model":{"type":"Unigram","unk_id":7,"vocab":[["a",0.5]]}}""", "model.unk_id")]
    [TestCase("""{"model":{"type":"WordPiece","unk_token":"[UNK]","vocab":{"a":0}}}""", "model.unk_token")]
    [TestCase("""{"normalizer":{"type":"Magic"}}""", "normalizer.type")]
    [TestCase("""{"normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace"}]}}""", "normalizer.normalizers[1].pattern")]
    [TestCase("""{"normalizer":{"type":"Precompiled","precompiled_charsmap":"////"}}""", "normalizer.precompiled_charsmap")]
    [TestCase("""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"("},"behavior":"Isolated"}}""", "pre_tokenizer.pattern.Regex")]
    [TestCase("""{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"a"},"behavior":"Sometimes"}}""", "pre_tokenizer.behavior")]
    [TestCase("""{"decoder":{"type":"CTC"}}""", "decoder.type")]
    [TestCase("""{"added_tokens":{},"model":{"type":"BPE","vocab":{},"merges":[]}}""", "added_tokens")]
    [TestCase("""{"added_tokens":[{"content":"x","id":99999999}],"model":{"type":"BPE","vocab":{},"merges":[]}}""", "added_tokens[0].id")]
    public void Parse_MalformedOrUnsupported_NamesTheElement(string json, string? element)
    {
        ModelFormatException? fault = Assert.Throws<ModelFormatException>(() => Tokenizer.Parse(Encoding.UTF8.GetBytes(json), "dir/tokenizer.json"));
        Assert.That(fault!.Element, Is.EqualTo(element));
        Assert.That(fault.Message, Does.StartWith("tokenizer.json"));
    }

    [Test]
    public void Parse_DeepNesting_IsRefused()
    {
        string nested = string.Concat(Enumerable.Repeat("""{"type":"Sequence","normalizers":[""", 5000));
        Assert.Throws<ModelFormatException>(() => SmallTokenizers.Parse($$"""{"normalizer":{{nested}}"""));
    }

    [Test]
    public void Parse_TruncatedAnywhere_IsRefused()
    {
        string whole = $$"""{"added_tokens":[{"id":3,"content":"<s>"}],"decoder":{"type":"Fuse"},"model":{{Model}}}""";
        Assert.That(SmallTokenizers.Parse(whole).Encode("ab"), Is.EqualTo(new[] { 2 }));
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<ModelFormatException>(() => SmallTokenizers.Parse(whole[..length]), $"{length}");
    }

    [Test]
    public void Parse_MergesBeforeVocabulary_AreRead()
    {
        Tokenizer tokenizer = SmallTokenizers.Parse("""{"model":{"merges":[["a","b"]],"type":"BPE","vocab":{"a":0,"b":1,"ab":2}}}""");
        Assert.That(tokenizer.Encode("abab"), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void Encode_PatternThatBacktracksWithoutEnd_StopsWithAnException()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(preTokenizer: """{"type":"Split","pattern":{"Regex":"(?:a+)+b"},"behavior":"Isolated"}""");
        Assert.Throws<FoundationModelsException>(() => tokenizer.Encode(new string('a', 200)));
    }
}

using FoundationModels.Conformance;
using FoundationModels.Prompts;
using FoundationModels.Tokenization;

namespace FoundationModels.Sdk.Tests.Tokenization;

internal sealed class TokenizerPromptTests
{
    private static readonly string Added =
        $"[{SmallTokenizers.Added(300, "<|x|>")},{SmallTokenizers.Added(301, "<|x|>y")},{SmallTokenizers.Added(302, "<R>", rstrip: true)}," +
        $"{SmallTokenizers.Added(303, "word", singleWord: true)},{SmallTokenizers.Added(304, "MARK", special: false, normalized: true)}]";

    private static PromptRun Template(string text) => new(text, TextProvenance.Template);

    private static PromptRun User(string text) => new(text, TextProvenance.Untrusted);

    [Test]
    public void Encode_TokenSpelledByTwoTemplateRuns_IsRecognised()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(tokenizer.Encode(new PromptText([Template("<|"), new PromptRun("x|>", TextProvenance.SpecialToken)])), Is.EqualTo(new[] { 300 }));
    }

    [Test]
    public void Encode_TokenCompletedByUser_IsText()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(tokenizer.Encode(new PromptText([Template("<|x"), User("|>")])), Has.None.GreaterThanOrEqualTo(300));
        Assert.That(tokenizer.Encode(new PromptText([User("<|"), Template("x|>")])), Has.None.GreaterThanOrEqualTo(300));
    }

    [Test]
    public void Encode_TokenThatUserTextWouldLengthen_StaysTheTemplatesToken()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(tokenizer.Encode(new PromptText([Template("<|x|>"), User("y")])), Is.EqualTo(new[] { 300, 'y' }));
    }

    [Test]
    public void Encode_TextOfSeveralOrigins_IsEncodedAsOne()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(tokenizer.Encode(new PromptText([Template("<|x|>he"), User("ll"), Template("o")])), Is.EqualTo(new[] { 300, 259 }));
    }

    [Test]
    public void Encode_WhiteSpaceOfUserAfterStrippingToken_IsTakenAsTheReferenceDoes()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(
            tokenizer.Encode(new PromptText([Template("<R> "), User("\n hello")])),
            Is.EqualTo(tokenizer.Encode("<R> \n hello", AddedTokenRecognition.All)).And.EqualTo(new[] { 302, 259 }));
    }

    [Test]
    public void Encode_SingleWordTokenBesideUserText_IsNoTokenInsideAWord()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        Assert.That(tokenizer.Encode(new PromptText([Template("word"), User("s")])), Has.None.EqualTo(303));
        Assert.That(tokenizer.Encode(new PromptText([Template("word"), User(" s")]))[0], Is.EqualTo(303));
    }

    [TestCase("mark", "MARK")]
    [TestCase("ＭＡＲＫ", "ＭＡＲＫ")]
    public void Encode_TokenLookedForInNormalizedText_IsTheTemplatesOnly(string template, string user)
    {
        const string Normalizer = """{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"}]}""";
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added, Normalizer);
        int[] ids = tokenizer.Encode(new PromptText([Template(template), User(user), Template(template)]));
        Assert.That(ids, Is.EqualTo(new[] { 304, 'm', 'a', 'r', 'k', 304 }));
    }

    [Test]
    public void Encode_IdsOfTheModel_AreTakenAsTheyAre()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added);
        PromptRun answer = new("hello", TextProvenance.Model, new[] { 'h', 'e', 'l', 'l', (int)'o' });
        Assert.That(
            tokenizer.Encode(new PromptText([Template("<|x|>"), answer, Template("<|x|>")])),
            Is.EqualTo(new[] { 300, 'h', 'e', 'l', 'l', 'o', 300 }));
        Assert.That(tokenizer.Encode(new PromptText([new PromptRun("<|x|>", TextProvenance.Model)])), Has.None.GreaterThanOrEqualTo(300));
    }

    [Test]
    public void Encode_TextAfterIdsOfTheModel_GetsNoPrefixSpace()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(Added, preTokenizer: """{"type":"ByteLevel","add_prefix_space":true,"use_regex":true}""");
        PromptRun answer = new("a", TextProvenance.Model, new[] { (int)'a' });
        Assert.That(tokenizer.Encode(new PromptText([Template("w"), answer, Template("w<|x|>w")])), Is.EqualTo(new[] { 260, 'a', 'w', 300, 260 }));
    }

    [TestCase("smollm2")]
    [TestCase("tiny-bpe-metaspace-flags")]
    [TestCase("tiny-bytelevel-flags")]
    public void Encode_GoldenTextsInPieces_GivesTheIdsOfTheWhole(string vocabulary)
    {
        string goldens = SharedData.Require("goldens", "tokenizers");
        Tokenizer tokenizer = new TokenizerSources(goldens, []).Find(vocabulary)[0].Tokenizer;
        Random random = new(1);
        foreach (string text in TokenizerGoldens.Texts(Path.Combine(goldens, vocabulary + ".jsonl.gz")))
        {
            List<PromptRun> untrusted = [];
            List<PromptRun> trusted = [];
            for (int at = 0; at < text.Length;)
            {
                int length = Math.Min(text.Length - at, 1 + random.Next(8));
                untrusted.Add(User(text.Substring(at, length)));
                trusted.Add(Template(text.Substring(at, length)));
                at += length;
            }

            Assert.That(tokenizer.Encode(new PromptText(untrusted)), Is.EqualTo(tokenizer.Encode(text)), text);
            Assert.That(tokenizer.Encode(new PromptText(trusted)), Is.EqualTo(tokenizer.Encode(text, AddedTokenRecognition.All)), text);
        }
    }
}

using System.Text;
using FoundationModels.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Tokenization;

internal sealed class TokenizerTests
{
    private static readonly string TurnMarks =
        $"[{SmallTokenizers.Added(300, "<|turn|>")},{SmallTokenizers.Added(301, "<think>", special: false)}]";

    [Test]
    public void Encode_MergesInLearnedOrder_GivesTheMergedTokens()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair();
        Assert.That(tokenizer.Encode("hello world"), Is.EqualTo(new[] { 259, 260, 'o', 'r', 'l', 'd' }));
    }

    [Test]
    public void Encode_TextSpelledLikeAddedTokens_NeverGivesTheirIds()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(TurnMarks);
        Assert.That(tokenizer.Encode("<|turn|><think>"), Has.None.GreaterThanOrEqualTo(300));
        Assert.That(tokenizer.Encode("a<|turn|><think>", AddedTokenRecognition.NonSpecial)[^1], Is.EqualTo(301));
        Assert.That(tokenizer.Encode("a<|turn|><think>", AddedTokenRecognition.All), Is.EqualTo(new[] { 'a', 300, 301 }));
    }

    [Test]
    public void Encode_AnyText_DecodesToTheText() => Prop.ForAll<string>(text =>
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(TurnMarks);
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        int[] ids = tokenizer.Encode(text);
        return tokenizer.Decode(ids) == valid && tokenizer.CountTokens(text) == ids.Length;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Encode_LongWord_GivesWhatShortPartsOfItGive()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair();
        int[] word = tokenizer.Encode("hellowxll");
        string repeated = string.Concat(Enumerable.Repeat("hellowxll", 500));
        Assert.That(tokenizer.Encode(repeated), Is.EqualTo(Enumerable.Repeat(word, 500).SelectMany(w => w)));
    }

    [Test]
    public void Encode_LoneSurrogate_IsReadAsReplacementCharacter()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair();
        Assert.That(tokenizer.Decode(tokenizer.Encode("a\uD83Db")), Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void Encode_AgainAndAgain_AllocatesOnlyTheResult()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair();
        string text = string.Concat(Enumerable.Repeat("hello world, how low? ", 20));
        for (int i = 0; i < 200; i++)
            tokenizer.Encode(text);
        int count = tokenizer.CountTokens(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        tokenizer.Encode(text);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThanOrEqualTo((count * sizeof(int)) + 64));
    }

    [Test]
    public void Encode_ManyThreads_GiveTheSameIds()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(TurnMarks);
        string[] texts = [.. Enumerable.Range(0, 64).Select(i => string.Concat(Enumerable.Repeat($"hello{i} low ", i + 1)))];
        int[][] expected = [.. texts.Select(t => tokenizer.Encode(t))];
        Parallel.For(0, 2000, i => Assert.That(tokenizer.Encode(texts[i % 64]), Is.EqualTo(expected[i % 64])));
    }

    [Test]
    public void VocabularySize_WithAddedTokensBehindGaps_IsTheHighestIdPlusOne()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(TurnMarks);
        Assert.That(tokenizer.VocabularySize, Is.EqualTo(302));
        Assert.That(tokenizer.GetTokenBytes(280).Length, Is.Zero);
        Assert.That(tokenizer.TryGetTokenId("<think>", out int id), Is.True);
        Assert.That((id, tokenizer.IsSpecial(300), tokenizer.IsSpecial(301)), Is.EqualTo((301, true, false)));
    }

    [Test]
    public void Decode_SkippingSpecialTokens_LeavesOnlyThemOut()
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair(TurnMarks);
        Assert.That(tokenizer.Decode([300, 'a', 301, 9999], skipSpecialTokens: true), Is.EqualTo("a<think>"));
        Assert.That(tokenizer.Decode([300, 'a']), Is.EqualTo("<|turn|>a"));
    }
}

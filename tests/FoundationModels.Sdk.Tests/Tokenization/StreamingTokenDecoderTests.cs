using System.Buffers;
using FoundationModels.Conformance;
using FoundationModels.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Tokenization;

internal sealed class StreamingTokenDecoderTests
{
    [Test]
    public void Append_PartsOfACharacter_AreHeldBackUntilItIsComplete()
    {
        StreamingTokenDecoder decoder = new(SmallTokenizers.BytePair());
        List<string> emitted = [];
        foreach (int id in new[] { 0xF0, 0x9F, 0x98, 0x80, 0xE2, 0x82, 'a', 0xC3 })
            emitted.Add(Append(decoder, id));
        ArrayBufferWriter<char> rest = new();
        decoder.Flush(rest);
        Assert.That(emitted, Is.EqualTo(new[] { "", "", "", "😀", "", "", "\uFFFDa", "" }));
        Assert.That(rest.WrittenSpan.ToString(), Is.EqualTo("\uFFFD"));
    }

    [Test]
    public void Append_AnyBytes_GivesWhatDecodeGives() => Prop.ForAll<byte[]>(bytes =>
    {
        Tokenizer tokenizer = SmallTokenizers.BytePair();
        int[] ids = [.. (bytes ?? []).Select(b => (int)b)];
        return Stream(tokenizer, ids) == tokenizer.Decode(ids);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Append_InSteadyState_AllocatesNothing()
    {
        StreamingTokenDecoder decoder = new(SmallTokenizers.BytePair());
        ArrayBufferWriter<char> output = new(4096);
        for (int i = 0; i < 100; i++)
            decoder.Append(0xC3 + (i % 2), output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            decoder.Append(259, output);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32 * 1024));
        output.ResetWrittenCount();
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
            decoder.Append(259, output);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase("tiny-bpe-clip")]
    [TestCase("tiny-bpe-llama2")]
    [TestCase("tiny-bpe-metaspace-flags")]
    [TestCase("tiny-unigram-byte-fallback")]
    [TestCase("tiny-unigram-charsmap")]
    [TestCase("tiny-unigram-nmt-nfkc")]
    [TestCase("tiny-wordpiece-cased")]
    [TestCase("tiny-wordpiece-whitespace")]
    [TestCase("minilm")]
    public void Append_EveryKindOfDecoder_GivesWhatDecodeGives(string vocabulary)
    {
        string goldens = SharedData.Require("goldens", "tokenizers");
        Tokenizer tokenizer = new TokenizerSources(goldens, []).Find(vocabulary)[0].Tokenizer;
        foreach (string text in TokenizerGoldens.Texts(Path.Combine(goldens, vocabulary + ".jsonl.gz")))
        {
            int[] ids = tokenizer.Encode(text, AddedTokenRecognition.All);
            Assert.That(Stream(tokenizer, ids), Is.EqualTo(tokenizer.Decode(ids)), text);
        }
    }

    private static string Append(StreamingTokenDecoder decoder, int id)
    {
        ArrayBufferWriter<char> output = new();
        decoder.Append(id, output);
        return output.WrittenSpan.ToString();
    }

    private static string Stream(Tokenizer tokenizer, int[] ids)
    {
        StreamingTokenDecoder decoder = new(tokenizer);
        ArrayBufferWriter<char> output = new();
        foreach (int id in ids)
            decoder.Append(id, output);
        decoder.Flush(output);
        return output.WrittenSpan.ToString();
    }
}

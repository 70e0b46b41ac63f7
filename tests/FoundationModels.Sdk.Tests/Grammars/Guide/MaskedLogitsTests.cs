using FoundationModels.Inference;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Guide;

internal sealed class MaskedLogitsTests
{
    [Test]
    public void Masks_word_by_word_as_token_by_token() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        Random random = new(seed);
        float[] logits = [.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => (random.NextSingle() * 20) - 10)];

        // Models have more logits than their tokenizer has tokens, and sometimes fewer.
        ulong[] mask = [.. Enumerable.Range(0, Math.Max(0, ((logits.Length + 63) / 64) + random.Next(-1, 2))).Select(_ => Word(random))];
        float[] expected = new float[logits.Length];
        float[] actual = new float[logits.Length];
        MaskedLogits.ApplyScalar(logits, mask, expected);
        MaskedLogits.Apply(logits, mask, actual);
        return actual.AsSpan().SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    private static ulong Word(Random random) => random.Next(6) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => 1UL << random.Next(64),
        3 => ~(1UL << random.Next(64)),
        _ => (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 1),
    };
}

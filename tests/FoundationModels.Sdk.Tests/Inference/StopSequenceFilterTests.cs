using System.Buffers;
using FoundationModels.Inference;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Inference;

internal sealed class StopSequenceFilterTests
{
    [Test]
    public void Append_TextCutAnywhere_GivesTheTextBeforeTheFirstCompleteSequence()
    {
        // A small alphabet makes overlapping and nested sequences frequent.
        Gen<string> text = Gen.Elements('a', 'b', 'c').ListOf().Select(l => string.Concat(l));
        Gen<string> sequence = Gen.Elements('a', 'b', 'c').NonEmptyListOf().Select(l => string.Concat(l.Take(5)));
        Gen<(string[] Pieces, string[] Sequences)> cases =
            from pieces in text.ListOf()
            from sequences in sequence.ListOf()
            select (pieces.ToArray(), sequences.Take(4).ToArray());
        Prop.ForAll(cases.ToArbitrary(), c => Filter(c.Sequences, c.Pieces) == Expected(c.Sequences, string.Concat(c.Pieces))).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Append_BeginOfASequence_IsHeldBackUntilItIsDecided()
    {
        StopSequenceFilter filter = new(["STOP"]);
        ArrayBufferWriter<char> output = new();
        filter.Append("one ST", output);
        Assert.That(output.WrittenSpan.ToString(), Is.EqualTo("one "));
        filter.Append("ART ", output);
        Assert.That(output.WrittenSpan.ToString(), Is.EqualTo("one START "));
        filter.Append("STO", output);
        filter.Append("P two", output);
        Assert.That((output.WrittenSpan.ToString(), filter.Stopped), Is.EqualTo(("one START ", true)));
    }

    private static string Filter(string[] sequences, string[] pieces)
    {
        StopSequenceFilter filter = new(sequences);
        ArrayBufferWriter<char> output = new();
        foreach (string piece in pieces)
            filter.Append(piece, output);
        filter.Flush(output);
        return $"{output.WrittenSpan}|{filter.Stopped}";
    }

    private static string Expected(string[] sequences, string text)
    {
        for (int end = 1; end <= text.Length; end++)
        {
            string[] complete = [.. sequences.Where(s => text.AsSpan(0, end).EndsWith(s))];
            if (complete.Length > 0)
                return $"{text[..(end - complete.Max(s => s.Length))]}|True";
        }

        return $"{text}|False";
    }
}

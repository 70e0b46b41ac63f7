namespace FoundationModels.Sdk.Tests.Transcripts;

[TestFixture]
internal sealed class TranscriptTests
{
    private static readonly Transcript.Instructions Be = new("Be brief.");
    private static readonly Transcript.Prompt Ask = new("Hello");
    private static readonly Transcript.Response Answer = new("Hi");

    [Test]
    public void Append_LeavesTheOriginal()
    {
        Transcript before = [Be];
        Transcript after = before.Append(Ask, Answer);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.EqualTo(new Transcript.Entry[] { Be }));
            Assert.That(after, Is.EqualTo(new Transcript.Entry[] { Be, Ask, Answer }));
            Assert.That(after[^1], Is.SameAs(Answer));
        }
    }

    [Test]
    public void History_LeavesOutLeadingInstructionsOnly()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new Transcript([Be, Ask, Answer]).History, Is.EqualTo(new Transcript([Ask, Answer])));
            Assert.That(new Transcript([Ask, Be]).History, Is.EqualTo(new Transcript([Ask, Be])));
            Assert.That(Transcript.Empty.History, Is.Empty);
        }
    }

    [Test]
    public void Slice_OutsideTheTranscript_Throws() =>
        Assert.That(() => new Transcript([Ask]).Slice(0, 2), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Equals_ByValueOfEverySegmentAndOption()
    {
        Transcript.Prompt Make(string text, string stop) =>
            new([new Transcript.TextSegment(text) { Id = "S" }]) { Id = "P", Options = new GenerationOptions { StopSequences = [stop] } };
        Transcript one = [Make("a", "x")];
        Transcript same = [Make("a", "x")];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(one, Is.EqualTo(same));
            Assert.That(one.GetHashCode(), Is.EqualTo(same.GetHashCode()));
            Assert.That(one.Equals([Make("b", "x")]), Is.False);
            Assert.That(one.Equals([Make("a", "y")]), Is.False);
            Assert.That(one.Equals([Make("a", "x"), Ask]), Is.False);
        }
    }

    [Test]
    public void Segments_AListThatChangesLater_IsCopied()
    {
        List<Transcript.Segment> segments = [new Transcript.TextSegment("a")];
        Transcript.Prompt prompt = new(segments);
        segments.Add(new Transcript.TextSegment("b"));

        Assert.That(prompt.Text, Is.EqualTo("a"));
    }

    [Test]
    public void Text_SeveralSegments_AreJoinedByLineFeeds() =>
        Assert.That(
            new Transcript.Response([new Transcript.TextSegment("a"), new Transcript.StructuredSegment("S", "[1]")]).Text, Is.EqualTo("a\n[1]"));

    [Test]
    public void Tokens_WithAnotherText_AreDropped()
    {
        Transcript.Response response = new("Hello") { Tokens = new(new[] { 1, 2 }, "model") };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Tokens.For("model").ToArray(), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(response.Tokens.For("another").IsEmpty, Is.True);
            Assert.That(response with { Tokens = default }, Is.EqualTo(response), "Ids are a cache beside the text.");
            Assert.That((response with { Id = "new" }).Tokens.For("model").Length, Is.EqualTo(2));
            Assert.That((response with { Segments = [new Transcript.TextSegment("Bye")] }).Tokens.For("model").IsEmpty, Is.True);
        }
    }

    [TestCase("{")]
    [TestCase("")]
    [TestCase("{} {}")]
    public void StructuredSegment_NotJson_Throws(string json) =>
        Assert.That(() => new Transcript.StructuredSegment("S", json), Throws.ArgumentException);

    [Test]
    public void StructuredSegment_HalfASurrogatePair_Throws() =>
        Assert.That(() => new Transcript.StructuredSegment("S", "\"\uD800\""), Throws.ArgumentException);

    [Test]
    public void Prompt_FromNull_Throws()
    {
        string? nothing = null;
        Assert.That(() => (Prompt)nothing!, Throws.ArgumentNullException);
        Assert.That((Instructions?)nothing, Is.Null);
    }
}

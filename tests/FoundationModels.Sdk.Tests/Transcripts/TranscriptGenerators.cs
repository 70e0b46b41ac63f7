using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Transcripts;

/// <summary>Random transcripts of every kind of entry, with well-formed text of every plane.</summary>
internal static class TranscriptGenerators
{
    private static readonly Gen<string> Text =
        from runes in Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF)).ListOf()
        select string.Concat(runes.Select(value => new Rune(value).ToString()));

    private static readonly Gen<string> Name = from text in Text select "n" + text;

    private static readonly Gen<string> Json = Gen.Elements(
        "null", "true", "-0.50e+10", "\"a\\u00e9\\ud83d\\ude00\"", "[1, [2,\n 3]]", """{"b": 1, "a": {"x": []}}""", new string('[', 60) + new string(']', 60));

    private static readonly Gen<Transcript.Segment> Segment = Gen.OneOf(
        from text in Text from id in Name select (Transcript.Segment)new Transcript.TextSegment(text) { Id = id },
        from name in Text from json in Json from id in Name select (Transcript.Segment)new Transcript.StructuredSegment(name, json) { Id = id });

    private static readonly Gen<IReadOnlyList<Transcript.Segment>> Segments =
        from list in Segment.ListOf() select (IReadOnlyList<Transcript.Segment>)[.. list];

    private static readonly Gen<SamplingMode?> Sampling =
        from greedy in Gen.Elements(true, false)
        from topK in Optional(Gen.Choose(1, 200))
        from topP in Optional(Gen.Choose(1, 1000))
        from minP in Optional(Gen.Choose(0, 1000))
        from seed in Optional(Gen.Choose(0, int.MaxValue))
        from none in Gen.Elements(true, false)
        select none ? null : (greedy ? SamplingMode.Greedy : SamplingMode.Random) with
        {
            TopKCount = topK,
            ProbabilityThreshold = topP / 1000.0,
            MinimumProbability = minP / 1000.0,
            Seed = seed is { } value ? ulong.MaxValue - (ulong)value : null,
        };

    private static readonly Gen<GenerationOptions> Options =
        from sampling in Sampling
        from temperature in Optional(Gen.Choose(0, 3000))
        from maximum in Optional(Gen.Choose(1, int.MaxValue))
        from penalty in Optional(Gen.Choose(1, 3000))
        from stops in Name.ListOf()
        from logs in Gen.Choose(0, 20)
        select new GenerationOptions
        {
            Sampling = sampling,
            Temperature = temperature / 700.0,
            MaximumResponseTokens = maximum,
            RepetitionPenalty = penalty / 700.0,
            StopSequences = [.. stops],
            LogProbabilities = logs,
        };

    private static readonly Gen<Transcript.ResponseFormat?> Format = Gen.OneOf(
        Gen.Constant((Transcript.ResponseFormat?)null),
        from name in Text
        from json in Gen.Elements("true", """{"type": "object", "x-order": []}""", """{"title":"é😀"}""")
        select (Transcript.ResponseFormat?)new Transcript.ResponseFormat(GenerationSchema.FromJsonSchema(json, name)));

    private static readonly Gen<Transcript.ToolCall> Call =
        from id in Name from name in Name from json in Json select new Transcript.ToolCall(name, json) { Id = id };

    private static readonly Gen<Transcript.Entry> Entry = Gen.OneOf(
        from id in Name from segments in Segments select (Transcript.Entry)new Transcript.Instructions(segments) { Id = id },
        from id in Name
        from segments in Segments
        from options in Options
        from format in Format
        from include in Gen.Elements<bool?>(null, true, false)
        select (Transcript.Entry)new Transcript.Prompt(segments) { Id = id, Options = options, ResponseFormat = format, IncludeSchemaInPrompt = include },
        from id in Name from segments in Segments select (Transcript.Entry)new Transcript.Response(segments) { Id = id },
        from id in Name from calls in Call.ListOf() select (Transcript.Entry)new Transcript.ToolCalls(calls) { Id = id },
        from id in Name from name in Name from segments in Segments select (Transcript.Entry)new Transcript.ToolOutput(id, name, segments));

    public static Arbitrary<Transcript> Transcripts { get; } = (from entries in Entry.ListOf() select new Transcript(entries)).ToArbitrary();

    private static Gen<int?> Optional(Gen<int> values) => Gen.OneOf(Gen.Constant((int?)null), from value in values select (int?)value);
}

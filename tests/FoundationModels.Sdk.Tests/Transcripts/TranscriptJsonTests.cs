using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Transcripts;

[TestFixture]
internal sealed class TranscriptJsonTests
{
    /// <summary>What Apple's framework writes, as public captures of versions 1 and 1.1 show it.</summary>
    private const string Foreign = """
        {
          "type": "FoundationModels.Transcript",
          "version": "1.1",
          "transcript": {
            "entries": [
              {
                "role": "instructions", "id": "I",
                "contents": [{ "type": "text", "text": "Be brief.", "id": "S1" }],
                "tools": [{ "type": "function", "function": { "name": "weather", "description": "", "parameters": {} } }]
              },
              {
                "role": "user", "id": "U",
                "contents": [{ "type": "text", "text": "Weather?", "id": "S2" }],
                "options": { "maximumResponseTokens": 256, "randomSeed": 73, "temperature": 0.7, "toolCallingMode": "disallowed", "topK": 41 },
                "contextOptions": { "includeSchemaInPrompt": false, "reasoningLevel": "deep" },
                "responseFormat": {
                  "type": "jsonSchema", "extra": 1,
                  "jsonSchema": { "name": "Weather", "strict": true, "schema": { "title": "Weather", "type": "object", "properties": {}, "required": [], "additionalProperties": false, "x-order": [] } }
                },
                "metadata": { "run": 1 }
              },
              { "role": "response", "id": "C", "assets": ["a.b"], "toolCalls": [{ "id": "K", "name": "weather", "arguments": "{\"city\": \"Oslo\"}" }] },
              { "role": "tool", "id": "K", "toolCallID": "K", "toolName": "weather", "contents": [{ "type": "text", "text": "Rain", "id": "S3" }] },
              {
                "role": "response", "id": "R", "assets": [],
                "contents": [
                  { "type": "structure", "structure": { "source": "Weather", "content": { "sky": "rain", "degrees": 7.50 } }, "id": "S4" }
                ]
              }
            ]
          }
        }
        """;

    [Test]
    public void FromJson_WhatToJsonWrote_IsTheSameTranscript() =>
        Prop.ForAll(TranscriptGenerators.Transcripts, (Func<Transcript, bool>)(transcript =>
            Transcript.FromJson(transcript.ToJson()).Equals(transcript)
            && Transcript.FromJson(transcript.ToJson(indented: true)).Equals(transcript))).QuickCheckThrowOnFailure();

    [Test]
    public void FromJson_AFormOfTheAnswer_IsRead()
    {
        Transcript.Prompt prompt = (Transcript.Prompt)Transcript.FromJson(Foreign)[1];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(prompt.ResponseFormat?.Name, Is.EqualTo("Weather"));
            Assert.That(prompt.ResponseFormat?.Schema.ToJsonSchema(), Does.StartWith("{ \"title\": \"Weather\""));
            Assert.That(prompt.IncludeSchemaInPrompt, Is.False);
        }
    }

    [Test]
    public void ToJson_AFormOfTheAnswer_HasApplesForm()
    {
        Transcript transcript =
        [
            new Transcript.Prompt("?") { IncludeSchemaInPrompt = true, ResponseFormat = new Transcript.ResponseFormat(GenerationSchema.ForAnyOf("Colour", ["red"])) },
        ];

        Assert.That(transcript.ToJson(), Does.Contain(
            """
            "contextOptions":{"includeSchemaInPrompt":true},"responseFormat":{"type":"jsonSchema","jsonSchema":{"name":"Colour","schema":{"title":"Colour","type":"string","enum":["red"]}}}
            """));
    }

    [TestCase("""{ "type": "text" }""", "$.transcript.entries[0].responseFormat.type")]
    [TestCase("""{ "type": "jsonSchema", "jsonSchema": { "name": "A", "schema": [] } }""", "$.transcript.entries[0].responseFormat.jsonSchema.schema")]
    [TestCase("""{ "type": "jsonSchema", "jsonSchema": { "schema": true } }""", "$.transcript.entries[0].responseFormat.jsonSchema")]
    public void FromJson_AFormThatIsNotKnown_IsRefusedWithItsPlace(string format, string path)
    {
        string json = """{"type":"FoundationModels.Transcript","version":"1.1","transcript":{"entries":[{"role":"user","id":"U","contents":[],"responseFormat":"""
            + format + "}]}}";

        Assert.That(() => Transcript.FromJson(json), Throws.TypeOf<TranscriptFormatException>().With.Property("JsonPath").EqualTo(path));
    }

    [Test]
    public async Task LoadAsync_WhatSaveAsyncWrote_IsTheSameTranscript()
    {
        Transcript transcript = [new Transcript.Prompt("Grüße 😀"), new Transcript.Response(new string('x', 100_000))];
        using MemoryStream stream = new();
        await transcript.SaveAsync(stream);
        stream.Position = 0;

        Assert.That(await Transcript.LoadAsync(stream), Is.EqualTo(transcript));
        Assert.That(Transcript.FromJson(stream.ToArray()), Is.EqualTo(transcript));
    }

    [Test]
    public void FromJson_OfAnotherFramework_ReadsEveryKindOfEntry()
    {
        Transcript transcript = Transcript.FromJson(Foreign);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(transcript.Select(e => e.Id), Is.EqualTo(["I", "U", "C", "K", "R"]));
            Assert.That(transcript[0], Is.TypeOf<Transcript.Instructions>().With.Property("Text").EqualTo("Be brief."));
            Assert.That(((Transcript.Prompt)transcript[1]).Options, Is.EqualTo(new GenerationOptions
            {
                Sampling = SamplingMode.TopK(41, seed: 73),
                Temperature = 0.7,
                MaximumResponseTokens = 256,
                ToolCallingMode = ToolCallingMode.None,
            }));
            Assert.That(((Transcript.ToolCalls)transcript[2]).Calls.Single().ArgumentsJson, Is.EqualTo("""{"city": "Oslo"}"""));
            Assert.That(transcript[3], Is.TypeOf<Transcript.ToolOutput>().With.Property("ToolName").EqualTo("weather"));
            Assert.That(((Transcript.Response)transcript[4]).Segments.Single(), Is.TypeOf<Transcript.StructuredSegment>()
                .With.Property("SchemaName").EqualTo("Weather").And.Property("ContentJson").EqualTo("""{ "sky": "rain", "degrees": 7.50 }"""));
        }
    }

    [Test]
    public void ToJson_OfAnotherFrameworksTranscript_LosesNothing()
    {
        JsonNode saved = JsonNode.Parse(Transcript.FromJson(Foreign).ToJson())!;

        // How it was sampled is written besides; everything else is what was read.
        JsonObject options = saved["transcript"]!["entries"]![1]!["options"]!.AsObject();
        Assert.That(options.Remove("sampling"), Is.True);
        Assert.That(JsonNode.DeepEquals(saved, JsonNode.Parse(Foreign)), Is.True, saved.ToJsonString());
    }

    [Test]
    public void FromJson_MembersOfLaterVersions_AreKept()
    {
        string json = new Transcript([new Transcript.Prompt("Hello") { Id = "U" }]).ToJson()
            .Replace("\"id\":\"U\"", "\"id\":\"U\",\"future\":{\"deep\":[1,2]}", StringComparison.Ordinal);

        Transcript transcript = Transcript.FromJson(json);
        Transcript edited = [((Transcript.Prompt)transcript[0]) with { Options = new GenerationOptions { Temperature = 1 } }];

        Assert.That(edited.ToJson(), Does.Contain("""
            "future":{"deep":[1,2]}
            """));
    }

    [TestCase("1", ExpectedResult = 0)]
    [TestCase("1.0", ExpectedResult = 0)]
    [TestCase("\"1\"", ExpectedResult = 0)]
    [TestCase("\"1.1\"", ExpectedResult = 0)]
    public int FromJson_KnownVersions_AreRead(string version) =>
        Transcript.FromJson($$"""{"type":"FoundationModels.Transcript","version":{{version}},"transcript":{"entries":[]} }""").Count;

    [Test]
    public void ToJson_HalfASurrogatePair_BecomesTheReplacementCharacter()
    {
        Transcript transcript = [new Transcript.Prompt("a\uD83Db")];

        Assert.That(Transcript.FromJson(transcript.ToJson())[0].Text, Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void ToJson_AResponseWithTokens_SavesTextOnly()
    {
        Transcript.Response response = new("Hello") { Tokens = new(new[] { 1, 2, 3 }, "model") };
        Transcript restored = Transcript.FromJson(new Transcript([response]).ToJson());

        Assert.That(restored[0], Is.EqualTo(response));
        Assert.That(((Transcript.Response)restored[0]).Tokens.For("model").IsEmpty, Is.True);
    }

    [TestCase("", "$")]
    [TestCase("{", "$")]
    [TestCase("null", "$")]
    [TestCase("[]", "$")]
    [TestCase("{}", "$")]
    [TestCase("{\"type\":\"Other\",\"version\":1,\"transcript\":{\"entries\":[]}}", "$.type")]
    [TestCase("{\"type\":7,\"version\":1,\"transcript\":{\"entries\":[]}}", "$.type")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":99,\"transcript\":{\"entries\":[]}}", "$.version")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":{},\"transcript\":{\"entries\":[]}}", "$.version")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":1}", "$")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":1,\"transcript\":[]}", "$.transcript")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":1,\"transcript\":{\"entries\":\"nope\"}}", "$.transcript.entries")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"version\":1,\"transcript\":{\"entries\":[]},\"new\":1}", "$.new")]
    [TestCase("{\"type\":\"FoundationModels.Transcript\",\"type\":\"FoundationModels.Transcript\",\"version\":1,\"transcript\":{\"entries\":[]}}", "$")]
    [TestCase("{\"\\ud800\":1,\"type\":\"FoundationModels.Transcript\",\"version\":1,\"transcript\":{\"entries\":[]}}", "$")]
    public void FromJson_NotATranscript_SaysWhere(string json, string path) =>
        Assert.That(() => Transcript.FromJson(json), Throws.TypeOf<TranscriptFormatException>().With.Property("JsonPath").EqualTo(path));

    [TestCase("7", "")]
    [TestCase("{}", "")]
    [TestCase("""{"role":"alien","id":"1"}""", ".role")]
    [TestCase("""{"role":"user","id":7}""", ".id")]
    [TestCase("""{"role":"user","id":""}""", "")]
    [TestCase("""{"role":"user","contents":{}}""", ".contents")]
    [TestCase("""{"role":"user","contents":[7]}""", ".contents[0]")]
    [TestCase("""{"role":"user","contents":[{"type":"text"}]}""", ".contents[0]")]
    [TestCase("""{"role":"user","contents":[{"type":"text","text":"\ud800"}]}""", ".contents[0].text")]
    [TestCase("""{"role":"user","contents":[{"type":"image","image":{}}]}""", ".contents[0].type")]
    [TestCase("""{"role":"user","contents":[{"type":"structure","structure":{"source":"A"}}]}""", ".contents[0].structure")]
    [TestCase("""{"role":"user","contents":[{"type":"structure","structure":{"source":"A","content":1,"more":2}}]}""", ".contents[0].structure.more")]
    [TestCase("""{"role":"user","options":7}""", ".options")]
    [TestCase("""{"role":"user","options":{"temperature":"hot"}}""", ".options.temperature")]
    [TestCase("""{"role":"user","options":{"temperature":-1}}""", ".options")]
    [TestCase("""{"role":"user","options":{"temperature":1e999}}""", ".options.temperature")]
    [TestCase("""{"role":"user","options":{"maximumResponseTokens":99999999999}}""", ".options.maximumResponseTokens")]
    [TestCase("""{"role":"user","options":{"randomSeed":-1}}""", ".options.randomSeed")]
    [TestCase("""{"role":"user","options":{"topK":0}}""", ".options")]
    [TestCase("""{"role":"user","options":{"sampling":"beam"}}""", ".options.sampling")]
    [TestCase("""{"role":"user","options":{"stopSequences":[""]}}""", ".options")]
    [TestCase("""{"role":"response","toolCalls":[{"name":"f","arguments":"{"}]}""", ".toolCalls[0]")]
    [TestCase("""{"role":"response","toolCalls":[{"name":"f","arguments":{}}]}""", ".toolCalls[0].arguments")]
    [TestCase("""{"role":"response","toolCalls":[{"arguments":"{}"}]}""", ".toolCalls[0]")]
    [TestCase("""{"role":"tool","toolName":"f"}""", "")]
    [TestCase("""{"role":"tool","toolCallID":"1","toolName":""}""", "")]
    public void FromJson_AnEntryIsWrong_SaysWhere(string entry, string path)
    {
        string json = $$"""{"type":"FoundationModels.Transcript","version":1,"transcript":{"entries":[{"role":"user","contents":[]},{{entry}}]} }""";

        Assert.That(
            () => Transcript.FromJson(json),
            Throws.TypeOf<TranscriptFormatException>().With.Property("JsonPath").EqualTo("$.transcript.entries[1]" + path));
    }

    [Test]
    public void FromJson_HostileInput_ThrowsTheOneException()
    {
        string start = """{"type":"FoundationModels.Transcript","version":1,"transcript":{"entries":[{"role":"user","x":""";
        string[] hostile =
        [
            new string('[', 1_000_000),
            start + new string('[', 100_000) + new string(']', 100_000) + "}]}}",
            start + "\uD800\"}]}}",
            start + "\"\uDC00\"}]}}",
            "\uFEFF\0",
        ];

        using (Assert.EnterMultipleScope())
        {
            foreach (string json in hostile)
                Assert.That(() => Transcript.FromJson(json), Throws.TypeOf<TranscriptFormatException>());
            Assert.That(() => Transcript.FromJson(new byte[] { 0x22, 0xFF, 0x22 }), Throws.TypeOf<TranscriptFormatException>());
            Assert.That(() => Transcript.FromJson(new byte[65 * 1024 * 1024]), Throws.TypeOf<TranscriptFormatException>().With.Message.Contains("64 MiB"));
        }
    }

    [Test]
    public void FromJson_AnyDamagedByte_ReadsOrThrowsTheOneException()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Foreign);
        Random random = new(7);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (i % 3 == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Transcript read = Transcript.FromJson(damaged);
                Assert.That(Transcript.FromJson(read.ToJson()), Is.EqualTo(read));
            }
            catch (TranscriptFormatException)
            {
                continue;
            }
        }
    }

    [Test]
    public async Task LoadAsync_EndlessStream_StopsAtTheLimit() =>
        await Assert.ThatAsync(() => Transcript.LoadAsync(new EndlessStream()), Throws.TypeOf<TranscriptFormatException>().With.Message.Contains("64 MiB"));

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return new ValueTask<int>(buffer.Length);
        }
    }
}

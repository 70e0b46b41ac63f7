namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>How a session answers with values, whatever model answers. Fixtures give the model.</summary>
internal abstract class GuidedSessionContract
{
    private const string Question = "What is the weather in Oslo?";

    private static readonly GenerationOptions Greedy = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 100 };

    /// <summary>A model that answers with the given JSON, or with what it likes.</summary>
    protected abstract ILanguageModel CreateModel(string reply);

    [OneTimeSetUp]
    public void Register() => Weather.Register();

    [Test]
    public async Task RespondAsync_OfAType_GivesAValueAndKeepsItsJson()
    {
        await using LanguageModelSession session = new(CreateModel("""{"city":"Oslo","degrees":7,"clouds":["cirrus"]}"""));

        Response<Weather> response = await session.RespondAsync<Weather>(Question, Greedy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content.City, Is.AnyOf("Oslo", "Rome"));
            Assert.That(response.Content.Degrees, Is.InRange(-40, 50));
            Assert.That(response.Content.Clouds, Has.Count.LessThanOrEqualTo(2).And.SubsetOf(new[] { "cirrus", "cumulus" }));
            Assert.That(response.RawContent, Is.EqualTo(response.Content.ToGeneratedContent()));
            Transcript.Prompt prompt = (Transcript.Prompt)session.Transcript[0];
            Assert.That(prompt.Text, Is.EqualTo(Question));
            Assert.That(prompt.ResponseFormat?.Schema, Is.EqualTo(Weather.GenerationSchema));
            Assert.That(prompt.IncludeSchemaInPrompt, Is.True);
            Transcript.StructuredSegment segment = (Transcript.StructuredSegment)((Transcript.Response)session.Transcript[1]).Segments.Single();
            Assert.That(segment.SchemaName, Is.EqualTo("Weather"));
            Assert.That(GeneratedContent.Parse(segment.ContentJson), Is.EqualTo(response.RawContent));
        }
    }

    [Test]
    public async Task RespondAsync_ASecondPrompt_SeesTheFirstValue()
    {
        await using LanguageModelSession session = new(CreateModel("""{"city":"Oslo","degrees":7,"clouds":[]}"""));
        Response<Weather> first = await session.RespondAsync<Weather>(Question, Greedy);
        Response<Weather> second = await session.RespondAsync<Weather>("And in Rome?", Greedy);

        Assert.That(second.Usage.InputTokens, Is.GreaterThan(first.Usage.InputTokens));
        Assert.That(session.Transcript, Has.Count.EqualTo(4));
    }

    [TestCase("true")]
    public async Task RespondAsync_OfATypeOfDotNet_GivesAValue(string reply)
    {
        await using LanguageModelSession session = new(CreateModel(reply));

        Response<bool> response = await session.RespondAsync<bool>("Is water wet?", Greedy);

        Assert.That(response.RawContent, Is.EqualTo(GeneratedContent.From(response.Content)));
    }

    [TestCase("[3,1]")]
    public async Task RespondAsync_OfAList_GivesAList(string reply)
    {
        await using LanguageModelSession session = new(CreateModel(reply));

        Response<List<byte>> response = await session.RespondAsync<List<byte>>("Name two small numbers.", Greedy);

        Assert.That(response.RawContent, Is.EqualTo(GeneratedContent.From(response.Content)));
    }

    [Test]
    public async Task RespondAsync_OfString_IsPlainText()
    {
        await using LanguageModelSession session = new(CreateModel("Fine."));

        Response<string> response = await session.RespondAsync<string>(Question, Greedy);

        Assert.That(((Transcript.Prompt)session.Transcript[0]).ResponseFormat, Is.Null);
        Assert.That(response.RawContent, Is.EqualTo(GeneratedContent.From(response.Content)));
    }

    [Test]
    public async Task RespondAsync_WithASchema_GivesContent()
    {
        await using LanguageModelSession session = new(CreateModel("\"red\""));
        GenerationSchema schema = GenerationSchema.ForAnyOf("Colour", ["red", "blue"]);

        Response<GeneratedContent> response = await session.RespondAsync("Name a colour.", schema, Greedy, includeSchemaInPrompt: false);

        Assert.That(response.Content.Value<string>(), Is.AnyOf("red", "blue"));
        Assert.That(((Transcript.Prompt)session.Transcript[0]).IncludeSchemaInPrompt, Is.False);
    }

    [Test]
    public async Task StreamResponseAsync_WithASchema_GrowsToTheFinalValue()
    {
        await using LanguageModelSession session = new(CreateModel("""{ "city": "Rome", "degrees": 30, "clouds": ["cumulus", "cirrus"] }"""));
        ResponseStream<GeneratedContent> stream = session.StreamResponseAsync(Question, Weather.GenerationSchema, Greedy);
        List<ResponseSnapshot<GeneratedContent>> snapshots = [];
        await foreach (ResponseSnapshot<GeneratedContent> snapshot in stream)
            snapshots.Add(snapshot);

        Response<GeneratedContent> response = await stream.CollectAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshots, Is.Not.Empty);
            Assert.That(snapshots[^1].Content, Is.EqualTo(response.Content));
            Assert.That(snapshots.Select(s => s.Content.Id).Distinct().Count(), Is.EqualTo(1));
            Assert.That(string.Concat(snapshots.Select(s => s.Delta)).TrimEnd(), Is.EqualTo(session.Transcript[1].Text.TrimEnd()));
            Assert.That(snapshots.Select(s => s.Content.Properties.Count), Is.Ordered);
        }
    }

    [Test]
    public async Task StreamGenerated_OfAType_GivesPartsAndThenTheWhole()
    {
        await using LanguageModelSession session = new(CreateModel("""{ "city": "Rome", "degrees": 30, "clouds": ["cumulus"] }"""));
        ResponseStream<string?, Weather> stream =
            session.StreamGenerated<Weather, string?>(Question, static content => content.ValueOrDefault<string>("city"), Greedy);
        List<string?> cities = [];
        await foreach (ResponseSnapshot<string?> snapshot in stream)
            cities.Add(snapshot.Content);

        Weather weather = (await stream.CollectAsync()).Content;
        Assert.That(cities[^1], Is.EqualTo(weather.City));
        Assert.That(cities.OfType<string>().Where(c => !weather.City.StartsWith(c, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task StreamResponseAsync_LeftEarly_TakesTheTurnBack()
    {
        await using LanguageModelSession session = new(CreateModel("""{ "city": "Rome", "degrees": 30, "clouds": [] }"""));
        await foreach (ResponseSnapshot<GeneratedContent> snapshot in session.StreamResponseAsync(Question, Weather.GenerationSchema, Greedy))
            break;

        Assert.That(session.Transcript, Is.Empty);
        Assert.That(session.IsResponding, Is.False);
    }

    [Test]
    public async Task Transcript_WithAValue_IsTheSameAfterSavingIt()
    {
        await using LanguageModelSession session = new(CreateModel("""{"city":"Oslo","degrees":7,"clouds":[]}"""));
        await session.RespondAsync<Weather>(Question, Greedy);

        Assert.That(Transcript.FromJson(session.Transcript.ToJson()), Is.EqualTo(session.Transcript));
    }
}

namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>The contract of guided sessions over a scripted model, and what only a script can provoke.</summary>
[TestFixture]
internal sealed class ScriptedGuidedSessionTests : GuidedSessionContract
{
    protected override ILanguageModel CreateModel(string reply) => ScriptedLanguageModel.Fixed(reply);

    [Test]
    public async Task RespondAsync_OfAType_AsksTheModelWithItsSchema()
    {
        ScriptedLanguageModel model = new("""{"city":"Oslo","degrees":7,"clouds":[]}""");
        await using LanguageModelSession session = new(model);
        await session.RespondAsync<Weather>("How is it?");

        Assert.That(model.Requests.Single().ResponseSchema, Is.EqualTo(Weather.GenerationSchema));
        Assert.That(model.Requests.Single().Grammar, Is.Null);
    }

    [Test]
    public async Task RespondAsync_WithAGrammar_AsksTheModelWithIt()
    {
        ScriptedLanguageModel model = new("yes");
        await using LanguageModelSession session = new(model);
        Grammar grammar = Grammar.Choice("yes", "no");

        Response<string> response = await session.RespondAsync("Well?", grammar);

        Assert.That(response.Content, Is.EqualTo("yes"));
        Assert.That(model.Requests.Single().Grammar, Is.SameAs(grammar));
    }

    [TestCase("""{"city":"Paris","degrees":7,"clouds":[]}""", "/city")]
    [TestCase("""{"city":"Oslo","degrees":51,"clouds":[]}""", "/degrees")]
    [TestCase("""{"city":"Oslo","degrees":7}""", "clouds")]
    [TestCase("""{"city":"Oslo","degrees":7,"clouds":[]""", "not complete")]
    [TestCase("Sunny.", "JSON")]
    public async Task RespondAsync_AScriptThatLeavesTheSchema_SaysWhere(string reply, string place)
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Fixed(reply));

        await Assert.ThatAsync(() => session.RespondAsync<Weather>("How is it?"), Throws.TypeOf<FoundationModelsException>().With.Message.Contains(place));
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_AModelThatEndsEarly_GivesItsTextAndTakesTheTurnBack()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Fixed("""{"city": "Oslo", "degrees": 7, "clouds": []}"""));

        await Assert.ThatAsync(
            () => session.RespondAsync<Weather>("How is it?", new GenerationOptions { MaximumResponseTokens = 2 }),
            Throws.TypeOf<GeneratedContentParsingException>().With.Property("RawContent").EqualTo("""{"city": "Oslo", """));
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_AModelWithoutGuidance_IsRefused()
    {
        ScriptedLanguageModel model = new("Fine.") { Capabilities = LanguageModelCapabilities.None };
        await using LanguageModelSession session = new(model);

        await Assert.ThatAsync(
            () => session.RespondAsync<bool>("Well?"),
            Throws.TypeOf<UnsupportedCapabilityException>().With.Property("Capability").EqualTo(LanguageModelCapabilities.GuidedGeneration));
        await Assert.ThatAsync(() => session.RespondAsync("Well?", Grammar.Choice("a")), Throws.TypeOf<UnsupportedCapabilityException>());
        Assert.That((await session.RespondAsync("Well?")).Content, Is.EqualTo("Fine."));
    }

    [Test]
    public async Task RespondAsync_OfATypeThatIsNotKnown_IsRefused()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Fixed("1"));

        await Assert.ThatAsync(() => session.RespondAsync<Version>("Well?"), Throws.TypeOf<NotGenerableException>());
        Assert.That(session.IsResponding, Is.False);
    }

    [Test]
    public async Task StreamResponseAsync_NoJson_GivesItsText()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Fixed(new ScriptedReply("It is fine.") { FinishReason = FinishReason.StopSequence }));

        async Task ReadAsync()
        {
            await foreach (ResponseSnapshot<GeneratedContent> _ in session.StreamResponseAsync("Well?", Weather.GenerationSchema))
                Assert.Fail("Nothing of it is JSON.");
        }

        await Assert.ThatAsync(ReadAsync, Throws.TypeOf<GeneratedContentParsingException>().With.Property("RawContent").StartsWith("It"));
        Assert.That(session.Transcript, Is.Empty);
    }
}

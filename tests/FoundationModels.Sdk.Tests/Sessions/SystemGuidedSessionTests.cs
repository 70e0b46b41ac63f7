namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>The contract of guided sessions on the default model.</summary>
internal sealed class SystemGuidedSessionTests : GuidedSessionContract
{
    protected override ILanguageModel CreateModel(string reply) => DefaultModel.Instance;

    [Test]
    public async Task RespondAsync_FewTokens_ClosesTheValue()
    {
        Weather.Register();
        await using LanguageModelSession session = new(DefaultModel.Instance);

        Response<List<string>> response = await session.RespondAsync<List<string>>(
            "List the names of a hundred animals.", new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 20 });

        Assert.That(response.FinishReason, Is.EqualTo(FinishReason.Length));
        Assert.That(response.Content, Is.Not.Empty);
        Assert.That(response.RawContent.IsComplete, Is.True);
    }

    [Test]
    public async Task RespondAsync_IncludeSchemaInPrompt_CostsInputTokens()
    {
        Weather.Register();
        GenerationOptions options = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 60 };
        await using LanguageModelSession with = new(DefaultModel.Instance);
        await using LanguageModelSession without = new(DefaultModel.Instance);

        Response<Weather> told = await with.RespondAsync<Weather>("How is Oslo?", options);
        Response<Weather> untold = await without.RespondAsync<Weather>("How is Oslo?", options, includeSchemaInPrompt: false);

        Assert.That(told.Usage.InputTokens, Is.GreaterThan(untold.Usage.InputTokens + 20));
    }
}

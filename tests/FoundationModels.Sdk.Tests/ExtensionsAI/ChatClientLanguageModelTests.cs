using System.Text.Json;
using FoundationModels.Sdk.Tests.Sessions;
using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A chat client as a model: what it is asked, and what becomes of its answers.</summary>
[TestFixture]
internal sealed class ChatClientLanguageModelTests
{
    private const string Right = """{"city":"Oslo","degrees":7,"clouds":["cirrus"]}""";

    [OneTimeSetUp]
    public void Register() => Weather.Register();

    [Test]
    public async Task RespondAsync_OptionsAndTools_AreSent()
    {
        StubChatClient client = new(StubChatClient.Text("Fine."));
        ChatClientLanguageModel model = new(client, new ChatClientLanguageModelOptions { ModelId = "big", Configure = o => o.FrequencyPenalty = 1 });
        await using LanguageModelSession session = new(model, [new FindOrder()], "Be brief.");
        GenerationOptions options = new()
        {
            Temperature = 0.5,
            Sampling = SamplingMode.TopP(0.8, 7) with { TopKCount = 3 },
            MaximumResponseTokens = 20,
            StopSequences = ["END"],
            AllowsParallelToolCalls = false,
            ToolCallingMode = ToolCallingMode.None,
        };

        Response<string> response = await session.RespondAsync("How are you?", options);

        (IReadOnlyList<ChatMessage> messages, ChatOptions? sent) = client.Requests.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo("Fine."));
            Assert.That(response.Usage, Is.EqualTo(new Usage(10, 4, 5)));
            Assert.That(messages.Select(m => (m.Role, m.Text)), Is.EqualTo(new[] { (ChatRole.System, "Be brief."), (ChatRole.User, "How are you?") }));
            Assert.That((sent!.ModelId, sent.Temperature, sent.TopP, sent.TopK, sent.Seed, sent.MaxOutputTokens), Is.EqualTo(("big", 0.5f, 0.8f, 3, 7L, 20)));
            Assert.That(sent.StopSequences, Is.EqualTo(new[] { "END" }));
            Assert.That(sent.FrequencyPenalty, Is.EqualTo(1));
            Assert.That(sent.AllowMultipleToolCalls, Is.False);
            Assert.That(sent.ToolMode, Is.EqualTo(ChatToolMode.None));
            Assert.That(sent.Tools!.Single(), Is.InstanceOf<AIFunctionDeclaration>().And.Not.InstanceOf<AIFunction>());
            Assert.That(sent.ResponseFormat, Is.Null);
        }
    }

    [Test]
    public async Task RespondAsync_GreedySampling_IsTemperatureZero()
    {
        StubChatClient client = new(StubChatClient.Text("Fine."));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        await session.RespondAsync("How are you?", new GenerationOptions { Sampling = SamplingMode.Greedy, Temperature = 0.9 });

        Assert.That(client.Requests[0].Options!.Temperature, Is.Zero);
    }

    [Test]
    public async Task RespondAsync_ACallOfATool_GoesThroughTheSession()
    {
        StubChatClient client = new(
            StubChatClient.Of(new TextContent("I look."), new FunctionCallContent("c1", "find_order", new Dictionary<string, object?> { ["number"] = "1234" })),
            StubChatClient.Text("It comes on Friday."));
        FindOrder tool = new();
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [tool]);

        Response<string> response = await session.RespondAsync("Where is 1234?");

        IReadOnlyList<ChatMessage> second = client.Requests[1].Messages;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo("It comes on Friday."));
            Assert.That(tool.Asked, Is.EqualTo(new[] { "1234" }));
            Assert.That(session.Transcript.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Prompt", "Response", "ToolCalls", "ToolOutput", "Response" }));
            Assert.That(((Transcript.ToolCalls)session.Transcript[2]).Calls.Single().Id, Is.EqualTo("c1"));
            Assert.That(second.Select(m => m.Role), Is.EqualTo(new[] { ChatRole.User, ChatRole.Assistant, ChatRole.Tool }));
            Assert.That(second[1].Text, Is.EqualTo("I look."));
            Assert.That(second[1].Contents.OfType<FunctionCallContent>().Single().CallId, Is.EqualTo("c1"));
            Assert.That(((FunctionResultContent)second[2].Contents.Single()).Result, Is.EqualTo(FindOrder.Answer));
        }
    }

    [Test]
    public void RespondAsync_ArgumentsThatAreNoJson_NeverReachTheTool()
    {
        FunctionCallContent call = FunctionCallContent.CreateFromParsedArguments("{", "c1", "find_order", static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json));
        FindOrder tool = new();
        LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient(StubChatClient.Of(call))), [tool]);

        Assert.That(async () => await session.RespondAsync("Where is it?"), Throws.TypeOf<ToolCallException>().With.Message.Contains("do not fit"));
        Assert.That(tool.Asked, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_OfAType_SendsTheSchemaAndChecksTheAnswer()
    {
        StubChatClient client = new(
            StubChatClient.Text("""{"city":"Paris","degrees":7,"clouds":[]}"""),
            StubChatClient.Text("Sorry."),
            StubChatClient.Text(Right));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        Response<Weather> response = await session.RespondAsync<Weather>("How is Oslo?");

        ChatResponseFormatJson format = (ChatResponseFormatJson)client.Requests[0].Options!.ResponseFormat!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content.City, Is.EqualTo("Oslo"));
            Assert.That(format.SchemaName, Is.EqualTo("Weather"));
            Assert.That(format.Schema!.Value.GetRawText(), Is.EqualTo(Weather.GenerationSchema.ToJsonSchema()));
            Assert.That(client.Requests[0].Messages.Single().Text, Is.EqualTo("How is Oslo?"));
            Assert.That(client.Requests[1].Messages, Has.Count.EqualTo(3));
            Assert.That(client.Requests[1].Messages[2].Text, Does.Contain("/city").And.Contain("degrees"));
            Assert.That(client.Requests[2].Messages, Has.Count.EqualTo(3));
            Assert.That(client.Requests[2].Messages[1].Text, Is.EqualTo("Sorry."));
            Assert.That(session.Transcript, Has.Count.EqualTo(2));
            Assert.That(response.Usage, Is.EqualTo(new Usage(30, 12, 15)));
        }
    }

    [Test]
    public async Task StreamResponseAsync_AWrongAnswer_IsNeverSeen()
    {
        StubChatClient client = new(StubChatClient.Text("""{"city":"Oslo","degrees":700,"clouds":[]}"""), StubChatClient.Text(Right));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        List<string> seen = [];
        await foreach (ResponseSnapshot<GeneratedContent> snapshot in session.StreamResponseAsync("How is Oslo?", Weather.GenerationSchema))
            seen.Add(snapshot.Content.ToJson());

        Assert.That(seen, Is.Not.Empty.And.All.Not.Contains("700"));
        Assert.That(seen[^1], Is.EqualTo(Right));
    }

    [Test]
    public async Task RespondAsync_AFencedAnswer_IsTakenOut()
    {
        StubChatClient client = new(StubChatClient.Text($"```json\n{Right}\n```"));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        Assert.That((await session.RespondAsync<Weather>("How is Oslo?")).Content.Degrees, Is.EqualTo(7));
    }

    [TestCase("""{"value":[1,2]}""")]
    [TestCase("[1,2]")]
    public async Task RespondAsync_ATypeThatIsNoObject_IsSentInOne(string answer)
    {
        StubChatClient client = new(StubChatClient.Text(answer));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        Response<List<int>> response = await session.RespondAsync<List<int>>("Count.");

        JsonElement schema = ((ChatResponseFormatJson)client.Requests[0].Options!.ResponseFormat!).Schema!.Value;
        Assert.That(response.Content, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(schema.GetProperty("type").GetString(), Is.EqualTo("object"));
        Assert.That(schema.GetProperty("properties").GetProperty("value").GetProperty("type").GetString(), Is.EqualTo("array"));
    }

    [Test]
    public async Task RespondAsync_AnswersThatStayWrong_EndWithTheReasons()
    {
        StubChatClient client = new((_, _) => StubChatClient.Text("""{"city":"Paris"}""", ChatFinishReason.Length));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client, new ChatClientLanguageModelOptions { MaximumAttempts = 2 }));

        InvalidResponseException? exception = await Assert.ThrowsAsync<InvalidResponseException>(async () => await session.RespondAsync<Weather>("How is Oslo?"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception!.Attempts, Is.EqualTo(2));
            Assert.That(exception.Text, Is.EqualTo("""{"city":"Paris"}"""));
            Assert.That(exception.Reasons, Has.Some.Contains("/city").And.Some.Contains("limit"));
            Assert.That(exception.Message, Does.Contain("stub-model"));
            Assert.That(session.Transcript, Is.Empty);
            Assert.That(client.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task RespondAsync_ADemandedCall_IsAskedForAgain()
    {
        StubChatClient client = new(
            StubChatClient.Text("It is late."),
            StubChatClient.Of(new FunctionCallContent("c1", "find_order", new Dictionary<string, object?> { ["number"] = "1" })),
            StubChatClient.Text("Friday."));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [new FindOrder()]);

        Response<string> response = await session.RespondAsync("Where is it?", new GenerationOptions { ToolCallingMode = ToolCallingMode.Required });

        Assert.That(response.Content, Is.EqualTo("Friday."));
        Assert.That(client.Requests.Select(r => r.Options!.ToolMode), Is.EqualTo(new ChatToolMode[] { ChatToolMode.RequireAny, ChatToolMode.RequireAny, ChatToolMode.Auto }));
        Assert.That(session.Transcript, Has.Count.EqualTo(4));
    }

    [Test]
    public void RespondAsync_AGrammarThatIsNoSchema_IsRefused()
    {
        LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient()));

        Assert.That(async () => await session.RespondAsync("Say a.", Grammar.Regex("a+")), Throws.TypeOf<UnsupportedCapabilityException>().With.Message.Contains("grammars"));
    }

    [Test]
    public async Task RespondAsync_AGrammarOfASchema_IsSent()
    {
        StubChatClient client = new(StubChatClient.Text("""{"ok":true}"""));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client));

        Response<string> response = await session.RespondAsync("Is it so?", Grammar.JsonSchema("""{"type":"object","required":["ok"]}"""));

        Assert.That(response.Content, Is.EqualTo("""{"ok":true}"""));
        Assert.That(client.Requests[0].Options!.ResponseFormat, Is.InstanceOf<ChatResponseFormatJson>());
    }

    [Test]
    public void RespondAsync_AFailureOfTheClient_IsTheInnerException()
    {
        HttpRequestException failure = new("No route.");
        LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient((_, _) => throw failure)));

        Assert.That(
            async () => await session.RespondAsync("Hello"),
            Throws.TypeOf<FoundationModelsException>().With.InnerException.SameAs(failure).And.Message.Contains("stub-model"));
    }

    [Test]
    public void RespondAsync_ATimeoutOfTheClient_IsAFailure()
    {
        LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient((_, _) => throw new TaskCanceledException("Too slow."))));

        Assert.That(async () => await session.RespondAsync("Hello"), Throws.TypeOf<FoundationModelsException>().With.InnerException.TypeOf<TaskCanceledException>());
    }

    [Test]
    public void RespondAsync_ACancelledToken_IsPassedThrough()
    {
        using CancellationTokenSource source = new();
        LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient((_, _) =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        })));

        Assert.That(async () => await session.RespondAsync("Hello", cancellationToken: source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void RespondAsync_WhatTheServiceRefuses_Throws()
    {
        ChatResponse[] refusals =
        [
            StubChatClient.Text("", ChatFinishReason.ContentFilter),
            StubChatClient.Of(new ErrorContent("I must not.")),
            StubChatClient.Of(new FunctionResultContent("c1", "called")),
        ];
        foreach (ChatResponse refusal in refusals)
        {
            LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient(refusal)));
            Assert.That(async () => await session.RespondAsync("Hello"), Throws.TypeOf<FoundationModelsException>());
        }
    }

    [Test]
    public async Task RespondAsync_ACutSurrogatePair_IsPutTogether()
    {
        ChatResponse response = StubChatClient.Of(new TextContent("a\uD83D"), new TextContent("\uDE9Ab"));
        response.FinishReason = ChatFinishReason.Length;
        await using LanguageModelSession session = new(new ChatClientLanguageModel(new StubChatClient(response)));

        List<string> seen = [];
        await foreach (ResponseSnapshot<string> snapshot in session.StreamResponseAsync("Hello"))
            seen.Add(snapshot.Content);

        Assert.That(seen[^1], Is.EqualTo("a🚚b"));
        Assert.That(seen, Is.All.Matches<string>(text => !char.IsHighSurrogate(text![^1])));
    }

    [Test]
    public async Task Members_WithoutOptions_SayWhatIsKnown()
    {
        ChatClientLanguageModel model = new(new StubChatClient());
        Transcript transcript = [new Transcript.Prompt("12345678")];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Id, Is.EqualTo("stub-model"));
            Assert.That(model.Availability.IsAvailable, Is.True);
            Assert.That(model.ContextSize, Is.Zero);
            Assert.That(await model.CountTokensAsync(transcript), Is.EqualTo(6));
        }
    }

    [Test]
    public async Task CountTokensAsync_OfTools_IsEstimatedOrLeftToTheOptions()
    {
        Transcript transcript = [new Transcript.Prompt("12345678")];
        ChatClientLanguageModel model = new(new StubChatClient());
        ChatClientLanguageModel counting = new(new StubChatClient(), new ChatClientLanguageModelOptions { CountTokens = (t, tools, _) => new((10 * t.Count) + tools.Count) });
        int bytes = new FindOrder().Definition.Parameters.ToJsonSchema().Length;

        Assert.That(await model.CountTokensAsync(transcript, [new FindOrder()]), Is.InRange(6 + (bytes / 4), 40 + (bytes / 4)));
        Assert.That(await counting.CountTokensAsync(transcript, [new FindOrder()]), Is.EqualTo(11));
        Assert.That(await counting.CountTokensAsync(transcript), Is.EqualTo(10));
    }
}

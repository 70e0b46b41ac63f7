using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A model as a chat client: what it makes of messages, and what it answers.</summary>
[TestFixture]
internal sealed class LanguageModelChatClientTests
{
    private static readonly AIFunctionDeclaration Find = AIFunctionFactory.Create((string number) => number, "find_order", "Finds an order").AsDeclarationOnly();

    [Test]
    public async Task GetResponseAsync_MessagesOfAllRoles_BecomeATranscript()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed("Done.");
        Dictionary<string, object?> arguments = new() { ["number"] = "1234" };
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.System, "Be kind."),
            new(ChatRole.User, [new TextContent("Look:"), new TextContent("my order")]),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent("I "), new TextContent("look."), new FunctionCallContent("c1", "find_order", arguments)]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "late")]),
            new(ChatRole.Assistant, "It is late."),
            new(ChatRole.User, "Why?"),
        ];

        await model.AsChatClient().GetResponseAsync(messages, new ChatOptions { Instructions = "You triage." });

        Transcript transcript = model.Requests.Single().Transcript;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(transcript.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Instructions", "Prompt", "Response", "ToolCalls", "ToolOutput", "Response", "Prompt" }));
            Assert.That(transcript[0].Text, Is.EqualTo("You triage.\nBe brief.\nBe kind."));
            Assert.That(transcript[1].Text, Is.EqualTo("Look:\nmy order"));
            Assert.That(transcript[2].Text, Is.EqualTo("I look."));
            Transcript.ToolCall call = ((Transcript.ToolCalls)transcript[3]).Calls.Single();
            Assert.That((call.Id, call.ToolName, call.ArgumentsJson), Is.EqualTo(("c1", "find_order", """{"number":"1234"}""")));
            Assert.That(transcript[4].Id, Is.EqualTo("c1"));
            Assert.That(((Transcript.ToolOutput)transcript[4]).ToolName, Is.EqualTo("find_order"));
            Assert.That(transcript[4].Text, Is.EqualTo("late"));
        }
    }

    [Test]
    public async Task GetResponseAsync_AResponse_HasIdsUsageAndReason()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed("All is well.");
        IChatClient client = model.AsChatClient();

        ChatResponse first = await client.GetResponseAsync("How are you?");
        ChatResponse second = await client.GetResponseAsync("How are you?");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Text, Is.EqualTo("All is well."));
            Assert.That(first.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(first.ModelId, Is.EqualTo("scripted"));
            Assert.That(first.CreatedAt, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
            Assert.That(first.ResponseId, Is.Not.Null.And.Not.EqualTo(second.ResponseId));
            Assert.That(first.Messages.Single().MessageId, Is.Not.Null);
            Assert.That(first.Messages.Single().Role, Is.EqualTo(ChatRole.Assistant));
            Assert.That(first.Usage!.InputTokenCount, Is.EqualTo(3));
            Assert.That(first.Usage.OutputTokenCount, Is.EqualTo(3));
            Assert.That(first.Usage.TotalTokenCount, Is.EqualTo(6));
            Assert.That(first.Usage.CachedInputTokenCount, Is.Zero);
        }
    }

    [Test]
    public async Task GetStreamingResponseAsync_Updates_HaveOneIdAndMakeTheText()
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (ChatResponseUpdate update in ScriptedLanguageModel.Fixed("one two three").AsChatClient().GetStreamingResponseAsync("Count."))
            updates.Add(update);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Concat(updates.Select(u => u.Text)), Is.EqualTo("one two three"));
            Assert.That(updates.Select(u => u.ResponseId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(updates.Select(u => u.MessageId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(updates.Select(u => u.Role).Distinct(), Is.EqualTo(new ChatRole?[] { ChatRole.Assistant }));
            Assert.That(updates[^1].FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(updates[^1].RawRepresentation, Is.InstanceOf<LanguageModelResponse>());
            Assert.That(updates[..^1].Select(u => u.FinishReason), Is.All.Null);
        }
    }

    [Test]
    public async Task GetResponseAsync_ACallOfATool_ComesBackUninvoked()
    {
        bool invoked = false;
        AIFunction find = AIFunctionFactory.Create((string number) => invoked = true, "find_order");
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed(ScriptedReply.Call("find_order", """{"number":"1234","big":12345678901234567890}""") with { Pieces = ["I look. "] });

        ChatResponse response = await model.AsChatClient().GetResponseAsync("Where is it?", new ChatOptions { Tools = [find] });

        FunctionCallContent call = response.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(invoked, Is.False);
            Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
            Assert.That(response.Text, Is.EqualTo("I look. "));
            Assert.That(call.Name, Is.EqualTo("find_order"));
            Assert.That(call.CallId, Is.Not.Empty);
            Assert.That(call.Arguments!["number"]!.ToString(), Is.EqualTo("1234"));
            Assert.That(call.Arguments["big"]!.ToString(), Is.EqualTo("12345678901234567890"));
        }
    }

    [Test]
    public void GetService_KnownTypes_AreFound()
    {
        ScriptedLanguageModel model = new() { Id = "small" };
        using IChatClient client = model.AsChatClient();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(client.GetService<ILanguageModel>(), Is.SameAs(model));
            Assert.That(client.GetService<ScriptedLanguageModel>(), Is.SameAs(model));
            Assert.That(client.GetService<SystemLanguageModel>(), Is.Null);
            Assert.That(client.GetService<IChatClient>(), Is.SameAs(client));
            Assert.That(client.GetService<ChatClientMetadata>()!.DefaultModelId, Is.EqualTo("small"));
            Assert.That(client.GetService<ChatClientMetadata>()!.ProviderName, Is.EqualTo("foundation_models"));
            Assert.That(client.GetService<ILanguageModel>("key"), Is.Null);
        }
    }

    [Test]
    public void GetResponseAsync_AnImage_NamesItsType()
    {
        ChatMessage message = new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")]);

        Assert.That(
            async () => await ScriptedLanguageModel.Echo().AsChatClient().GetResponseAsync([message]),
            Throws.TypeOf<FoundationModelsException>().With.Message.Contains("DataContent (image/png)"));
    }

    [Test]
    public void GetResponseAsync_AResultWithoutItsCall_SaysSo()
    {
        ChatMessage message = new(ChatRole.Tool, [new FunctionResultContent("c9", "late")]);

        Assert.That(
            async () => await ScriptedLanguageModel.Echo().AsChatClient().GetResponseAsync([message]),
            Throws.ArgumentException.With.Message.Contains("'c9'"));
    }

    [Test]
    public void GetResponseAsync_NoMessage_SaysSo() =>
        Assert.That(async () => await ScriptedLanguageModel.Echo().AsChatClient().GetResponseAsync([]), Throws.ArgumentException);

    [Test]
    public void GetResponseAsync_ARoleThatIsNotKnown_IsNamed() =>
        Assert.That(
            async () => await ScriptedLanguageModel.Echo().AsChatClient().GetResponseAsync([new ChatMessage(new ChatRole("critic"), "No.")]),
            Throws.TypeOf<FoundationModelsException>().With.Message.Contains("'critic'"));

    [Test]
    public void GetResponseAsync_AModelThatIsNotAvailable_Throws() =>
        Assert.That(
            async () => await ScriptedLanguageModel.Unavailable(ModelUnavailableReason.ModelNotFound, "No file.").AsChatClient().GetResponseAsync("Hello"),
            Throws.TypeOf<ModelUnavailableException>());

    [Test]
    public void GetResponseAsync_AModelWithoutTools_IsNotGivenAny() =>
        Assert.That(
            async () => await new ScriptedLanguageModel("x") { Capabilities = LanguageModelCapabilities.None }.AsChatClient().GetResponseAsync("Hello", new ChatOptions { Tools = [Find] }),
            Throws.TypeOf<UnsupportedCapabilityException>());

    [Test]
    public async Task GetResponseAsync_ACancelledToken_IsTheOneOfTheException()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed(new ScriptedReply("a b c d") { PieceDelay = TimeSpan.FromSeconds(30) });
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(50));

        OperationCanceledException? exception = await Assert.CatchAsync<OperationCanceledException>(
            async () => await model.AsChatClient().GetResponseAsync("Hello", cancellationToken: source.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public async Task GetStreamingResponseAsync_LeftBeforeItsEnd_StopsTheModel()
    {
        CancellationToken seen = default;
        WatchedModel model = new(ScriptedLanguageModel.Fixed(new ScriptedReply(Enumerable.Repeat("word ", 1000)) { PieceDelay = TimeSpan.FromMilliseconds(5) }), token => seen = token);

        await foreach (ChatResponseUpdate update in model.AsChatClient().GetStreamingResponseAsync("Hello"))
            break;

        Assert.That(seen.IsCancellationRequested, Is.True);
        Assert.That(model.Running, Is.Zero);
    }

    [Test]
    public async Task GetResponseAsync_ManyAtOnce_DoNotMix()
    {
        IChatClient client = new ScriptedLanguageModel(r => new ScriptedReply(r.Transcript[^1].Text) { PieceDelay = TimeSpan.FromMilliseconds(1) }).AsChatClient();
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"number {i} of two hundred")];

        ChatResponse[] responses = await Task.WhenAll(texts.Select(t => Task.Run(() => client.GetResponseAsync(t))));

        Assert.That(responses.Select(r => r.Text), Is.EqualTo(texts));
        Assert.That(responses.Select(r => r.ResponseId).Distinct().Count(), Is.EqualTo(texts.Length));
    }
}

using FoundationModels.Sdk.Tests.Sessions;
using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A service that calls tools in another way than it was allowed to is asked again, and no such call is made.</summary>
[TestFixture]
internal sealed class ServedCallRulesTests
{
    private static readonly GenerationOptions OneCall = new() { AllowsParallelToolCalls = false };

    [OneTimeSetUp]
    public void Register() => Weather.Register();

    [Test]
    public async Task Several_calls_where_one_is_allowed_are_asked_for_again()
    {
        StubChatClient client = new(StubChatClient.Of(Call("1"), Call("2")), StubChatClient.Of(Call("3")), StubChatClient.Text("Friday."));
        FindOrder tool = new();
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [tool]);

        Response<string> response = await session.RespondAsync("Where are they?", OneCall);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo("Friday."));
            Assert.That(tool.Asked, Is.EqualTo(new[] { "3" }));
            Assert.That(client.Requests[1].Messages[^1].Text, Does.Contain("2 were called"));
            Assert.That(client.Requests[2].Messages.Select(m => m.Role), Is.EqualTo(new[] { ChatRole.User, ChatRole.Assistant, ChatRole.Tool }));
            Assert.That(session.Transcript, Has.Count.EqualTo(4));
        }
    }

    [Test]
    public async Task Several_calls_are_made_where_nothing_is_said_against_them()
    {
        StubChatClient client = new(StubChatClient.Of(Call("1"), Call("2")), StubChatClient.Text("Friday."));
        FindOrder tool = new();
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [tool]);

        await session.RespondAsync("Where are they?");

        Assert.That(tool.Asked, Is.EquivalentTo(new[] { "1", "2" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_service_that_goes_on_calling_several_fails_the_turn(bool withSchema)
    {
        StubChatClient client = new((_, _) => StubChatClient.Of(Call("1"), Call("2")));
        FindOrder tool = new();
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [tool]);

        InvalidResponseException? exception = await Assert.ThrowsAsync<InvalidResponseException>(
            async () => await (withSchema ? session.RespondAsync<Weather>("How is Oslo?", OneCall) : (Task)session.RespondAsync("Where are they?", OneCall)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception!.Attempts, Is.EqualTo(3));
            Assert.That(exception.Reasons.Single(), Does.Contain("One tool"));
            Assert.That(tool.Asked, Is.Empty);
            Assert.That(session.Transcript, Is.Empty);
        }
    }

    [Test]
    public async Task Text_that_was_shown_before_the_calls_is_not_taken_back()
    {
        StubChatClient client = new((_, _) => StubChatClient.Of(new TextContent("I look."), Call("1"), Call("2")));
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [new FindOrder()]);

        InvalidResponseException? exception = await Assert.ThrowsAsync<InvalidResponseException>(async () => await session.RespondAsync("Where are they?", OneCall));

        Assert.That(exception!.Attempts, Is.EqualTo(1));
        Assert.That(client.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_is_not_allowed_is_answered_in_words_at_last()
    {
        StubChatClient client = new(StubChatClient.Of(Call("1")), StubChatClient.Text("I do not know."));
        FindOrder tool = new();
        await using LanguageModelSession session = new(new ChatClientLanguageModel(client), [tool]);

        Response<string> response = await session.RespondAsync("Where is it?", new GenerationOptions { ToolCallingMode = ToolCallingMode.None });

        Assert.That(response.Content, Is.EqualTo("I do not know."));
        Assert.That(tool.Asked, Is.Empty);
    }

    private static FunctionCallContent Call(string number) => new("c" + number, "find_order", new Dictionary<string, object?> { ["number"] = number });
}

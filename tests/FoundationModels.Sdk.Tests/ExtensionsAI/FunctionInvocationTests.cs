using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Microsoft.Extensions.AI calls the functions that a model asks for.</summary>
[TestFixture]
internal sealed class FunctionInvocationTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task UseFunctionInvocation_ACall_IsMadeAndAnswered(bool streams)
    {
        ScriptedLanguageModel model = new(
            ScriptedReply.Call("find_order", """{"number":"1234"}"""),
            new ScriptedReply("It is late."));
        AIFunction find = AIFunctionFactory.Create((string number) => $"{number} is late", "find_order");
        using IChatClient client = model.AsChatClient().AsBuilder().UseFunctionInvocation().Build();
        ChatOptions options = new() { Tools = [find] };

        ChatResponse response = streams
            ? await client.GetStreamingResponseAsync("Where is 1234?", options).ToChatResponseAsync()
            : await client.GetResponseAsync("Where is 1234?", options);

        Transcript second = model.Requests[1].Transcript;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Text, Does.EndWith("It is late."));
            Assert.That(second.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Prompt", "ToolCalls", "ToolOutput" }));
            Assert.That(second[2].Text, Is.EqualTo("1234 is late"));
            Assert.That(second[2].Id, Is.EqualTo(((Transcript.ToolCalls)second[1]).Calls.Single().Id));
        }
    }

    [Test]
    public async Task UseFunctionInvocation_AToolOfThisSdk_IsCalled()
    {
        ScriptedLanguageModel model = new(
            ScriptedReply.Call("find_order", """{"number":"1234"}"""),
            new ScriptedReply("It is late."));
        FindOrder tool = new();
        using IChatClient client = model.AsChatClient().AsBuilder().UseFunctionInvocation().Build();

        await client.GetResponseAsync("Where is 1234?", new ChatOptions { Tools = [tool.AsAIFunction()] });

        Assert.That(tool.Asked, Is.EqualTo(new[] { "1234" }));
        Assert.That(model.Requests[1].Transcript[^1].Text, Is.EqualTo(FindOrder.Answer));
    }
}

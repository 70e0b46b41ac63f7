using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Functions as tools, and tools as functions.</summary>
[TestFixture]
internal sealed class AIFunctionToolTests
{
    [Test]
    public async Task AsTool_AFunction_IsCalledByASession()
    {
        int got = 0;
        AIFunction function = AIFunctionFactory.Create((int count, string[] names) => { got = count; return string.Join('+', names); }, "join", "Joins names");
        ScriptedLanguageModel model = new(ScriptedReply.Call("join", """{"count":2,"names":["a","b"]}"""), new ScriptedReply("Done."));
        await using LanguageModelSession session = new(model, [function.AsTool()]);

        Response<string> response = await session.RespondAsync("Join a and b.");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo("Done."));
            Assert.That(got, Is.EqualTo(2));
            Assert.That(session.Transcript.OfType<Transcript.ToolOutput>().Single().Text, Is.EqualTo("a+b"));
            Assert.That(session.Tools.Single().Description, Is.EqualTo("Joins names"));
        }
    }

    [Test]
    public async Task AsTool_Results_AreTextOrJson()
    {
        async Task<string> Of(Delegate method) =>
            (await AIFunctionFactory.Create(method, "f").AsTool().CallAsync(GeneratedContent.Parse("{}"), default)).Text;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Of(() => "é <b>"), Is.EqualTo("é <b>"));
            Assert.That(await Of(() => new Dictionary<string, int> { ["n"] = 1 }), Is.EqualTo("""{"n":1}"""));
            Assert.That(await Of(() => 7), Is.EqualTo("7"));
            Assert.That(await Of(() => { }), Is.EqualTo("null"));
            Assert.That(await Of(() => new TextContent("seen")), Is.EqualTo("seen"));
            Assert.That(await Of(() => new AIContent[] { new TextContent("a"), new TextContent("b") }), Is.EqualTo("a\nb"));
            Assert.That(() => Of(() => new DataContent(new byte[] { 1 }, "image/png")), Throws.TypeOf<FoundationModelsException>().With.Message.Contains("image/png"));
        }
    }

    [Test]
    public async Task AsTool_ServicesAndToken_AreHandedOn()
    {
        ServiceProvider services = new ServiceCollection().AddSingleton("from services").BuildServiceProvider();
        await using (services)
        {
            CancellationToken seen = default;
            AIFunction function = AIFunctionFactory.Create(
                (IServiceProvider s, CancellationToken token) => { seen = token; return s.GetRequiredService<string>(); }, "f");
            using CancellationTokenSource source = new();

            ToolOutput output = await function.AsTool(services).CallAsync(GeneratedContent.Parse("{}"), source.Token);

            Assert.That(output.Text, Is.EqualTo("from services"));
            Assert.That(seen, Is.EqualTo(source.Token));
        }
    }

    [Test]
    public void AsTool_AFunctionThatWantsApproval_IsRefused()
    {
        AIFunction function = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(() => 1, "launch"));

        Assert.That(() => function.AsTool(), Throws.ArgumentException.With.Message.Contains("ToolOptions.Approve"));
    }

    [Test]
    public void AsTool_ANameThatNoToolHas_IsRefused() =>
        Assert.That(() => AIFunctionFactory.Create(() => 1, "two words").AsTool(), Throws.ArgumentException.With.Message.Contains("two words"));

    [Test]
    public async Task AsAIFunction_Arguments_AreCheckedBeforeTheTool()
    {
        FindOrder tool = new();
        AIFunction function = tool.AsAIFunction();

        object? result = await function.InvokeAsync(new AIFunctionArguments { ["number"] = "12" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result, Is.EqualTo(FindOrder.Answer));
            Assert.That(tool.Asked, Is.EqualTo(new[] { "12" }));
            Assert.That((function.Name, function.Description), Is.EqualTo(("find_order", "Finds an order by its number")));
            Assert.That(function.JsonSchema.GetProperty("properties").GetProperty("number").GetProperty("pattern").GetString(), Is.EqualTo("^[0-9]{1,8}$"));
            Assert.That(async () => await function.InvokeAsync(new AIFunctionArguments { ["number"] = "x" }), Throws.ArgumentException.With.Message.Contains("/number"));
            Assert.That(async () => await function.InvokeAsync([]), Throws.ArgumentException);
            Assert.That(tool.Asked, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void AsTool_ThereAndBack_IsTheSame()
    {
        FindOrder tool = new();
        AIFunction function = AIFunctionFactory.Create(() => JsonDocument.Parse("1").RootElement, "f");

        Assert.That(tool.AsAIFunction().AsTool(), Is.SameAs(tool));
        Assert.That(function.AsTool().AsAIFunction(), Is.SameAs(function));
    }
}

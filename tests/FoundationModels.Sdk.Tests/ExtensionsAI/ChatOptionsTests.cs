using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>What chat options become for a model.</summary>
[TestFixture]
internal sealed class ChatOptionsTests
{
    private static readonly AIFunction Find = AIFunctionFactory.Create((string number) => number, "find_order", "Finds an order");

    [Test]
    public async Task Options_WithACounterpart_AreTaken()
    {
        LanguageModelRequest request = await RequestOf(new ChatOptions
        {
            Temperature = 0.7f,
            TopP = 0.95f,
            TopK = 40,
            Seed = 7,
            MaxOutputTokens = 50,
            StopSequences = ["END"],
            FrequencyPenalty = 1,
            PresencePenalty = 1,
            AllowMultipleToolCalls = false,
            ModelId = "another",
            Tools = [Find],
            ToolMode = ChatToolMode.RequireSpecific("find_order"),
            AdditionalProperties = new() { ["x"] = 1 },
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Options, Is.EqualTo(new GenerationOptions
            {
                Temperature = 0.7,
                Sampling = SamplingMode.TopP(0.95, 7) with { TopKCount = 40 },
                MaximumResponseTokens = 50,
                StopSequences = ["END"],
                AllowsParallelToolCalls = false,
                ToolCallingMode = ToolCallingMode.Tool("find_order"),
            }));
            Assert.That(((Transcript.Prompt)request.Transcript[^1]).Options, Is.EqualTo(request.Options));
            ToolDefinition tool = request.Tools.Single();
            Assert.That((tool.Name, tool.Description), Is.EqualTo(("find_order", "Finds an order")));
            Assert.That(tool.Parameters.ToJsonSchema(), Is.EqualTo(Find.JsonSchema.GetRawText()));
        }
    }

    [Test]
    public async Task Options_OfASeedAlone_KeepTheDefaultSampling() =>
        Assert.That((await RequestOf(new ChatOptions { Seed = -1 })).Options.Sampling, Is.EqualTo(SamplingMode.TopP(0.9, ulong.MaxValue)));

    [Test]
    public async Task RawRepresentationFactory_ItsOptions_AreFilledUp()
    {
        GenerationOptions given = new() { RepetitionPenalty = 1.2, Temperature = 0.1 };

        LanguageModelRequest request = await RequestOf(new ChatOptions { RawRepresentationFactory = _ => given, Temperature = 1, MaxOutputTokens = 9 });

        Assert.That(request.Options, Is.EqualTo(given with { MaximumResponseTokens = 9 }));
    }

    [Test]
    public async Task ToolMode_EachMode_HasItsCounterpart()
    {
        async Task<ToolCallingMode> Of(ChatToolMode? mode) => (await RequestOf(new ChatOptions { Tools = [Find], ToolMode = mode })).ToolCallingMode;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Of(null), Is.EqualTo(ToolCallingMode.Allowed));
            Assert.That(await Of(ChatToolMode.Auto), Is.EqualTo(ToolCallingMode.Allowed));
            Assert.That(await Of(ChatToolMode.None), Is.EqualTo(ToolCallingMode.None));
            Assert.That(await Of(ChatToolMode.RequireAny), Is.EqualTo(ToolCallingMode.Required));
        }
    }

    [Test]
    public async Task ResponseFormat_Json_IsAnyObject()
    {
        LanguageModelRequest request = await RequestOf(new ChatOptions { ResponseFormat = ChatResponseFormat.Json }, "{}");

        Assert.That(request.ResponseSchema!.ToJsonSchema(), Is.EqualTo("""{"type":"object"}"""));
    }

    [Test]
    public async Task ResponseFormat_ASchema_IsEnforcedAndTold()
    {
        JsonElement schema = JsonDocument.Parse("""{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"]}""").RootElement;

        LanguageModelRequest request = await RequestOf(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "Verdict", "Is it so?") }, """{"ok":true}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.ResponseSchema!.Name, Is.EqualTo("Verdict"));
            Assert.That(request.ResponseSchema.ToJsonSchema(), Does.Contain("Is it so?"));
            Assert.That(((Transcript.Prompt)request.Transcript[^1]).ResponseFormat!.Schema, Is.EqualTo(request.ResponseSchema));
        }
    }

    [Test]
    public async Task GetResponseAsync_OfAType_GivesAValue()
    {
        IChatClient client = ScriptedLanguageModel.Fixed("""{"city":"Oslo","degrees":7}""").AsChatClient();

        ChatResponse<Place> response = await client.GetResponseAsync<Place>("Where is it cold?");

        Assert.That(response.Result, Is.EqualTo(new Place("Oslo", 7)));
    }

    [Test]
    public async Task Tools_WithoutASchemaOfAnObject_TakeAnObject()
    {
        AIFunctionDeclaration any = AIFunctionFactory.CreateDeclaration("any", null, JsonDocument.Parse("{}").RootElement);

        LanguageModelRequest request = await RequestOf(new ChatOptions { Tools = [any] });

        Assert.That(JsonDocument.Parse(request.Tools.Single().Parameters.ToJsonSchema()).RootElement.GetProperty("type").GetString(), Is.EqualTo("object"));
    }

    [Test]
    public void Options_WithoutACounterpartThatMatters_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => RequestOf(new ChatOptions { ConversationId = "c" }), Throws.TypeOf<FoundationModelsException>().With.Message.Contains("ConversationId"));
            Assert.That(() => RequestOf(new ChatOptions { Tools = [new HostedWebSearchTool()] }), Throws.TypeOf<FoundationModelsException>().With.Message.Contains("HostedWebSearchTool"));
            Assert.That(() => RequestOf(new ChatOptions { Tools = [Find, Find] }), Throws.ArgumentException.With.Message.Contains("find_order"));
            Assert.That(() => RequestOf(new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("find order", null, default)] }), Throws.ArgumentException.With.Message.Contains("find order"));
            Assert.That(() => RequestOf(new ChatOptions { ToolMode = ChatToolMode.RequireAny }), Throws.ArgumentException);
            Assert.That(() => RequestOf(new ChatOptions { Tools = [Find], ToolMode = ChatToolMode.RequireSpecific("other") }), Throws.ArgumentException.With.Message.Contains("other"));
            Assert.That(() => RequestOf(new ChatOptions { MaxOutputTokens = 0 }), Throws.InstanceOf<ArgumentException>());
        }
    }

    private static async Task<LanguageModelRequest> RequestOf(ChatOptions options, string reply = "Yes.")
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed(reply);
        await model.AsChatClient().GetResponseAsync("Is it so?", options);
        return model.Requests.Single();
    }

    internal sealed record Place(string City, int Degrees);
}

using FoundationModels.Conformance.Generation;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>Answers in a form where tools may be called too, with the default model.</summary>
[TestFixture]
internal sealed class SystemAnswerOrCallTests
{
    private static readonly GenerationOptions Greedy = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 60 };

    [Test]
    public async Task RespondAsync_AGrammarAndTools_AnswersByTheGrammar()
    {
        await using LanguageModelSession session = new(DefaultModel.Instance, [new RecordingTool("get_weather", "Sunny.")], "You help customers.");

        Response<string> response = await session.RespondAsync("Is the sky blue?", Grammar.Choice("yes", "no"), Greedy);

        Assert.That(response.Content, Is.EqualTo("yes").Or.EqualTo("no"));
    }

    [Test]
    public async Task RespondAsync_ASchemaAndCallsThatBeginLikeIt_AnswersInForm()
    {
        using TemporaryFolder folder = new();
        await using SystemLanguageModel model = new(WithCallsOfLlama3(folder.Path));
        RecordingTool weather = new("get_weather", "Sunny.");
        await using LanguageModelSession session = new(model, [weather], "You help customers.");
        GenerationSchema schema = GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"name":{"type":"string","maxLength":20},"warm":{"type":"boolean"}},"required":["name","warm"],"additionalProperties":false}""");

        Response<GeneratedContent> response = await session.RespondAsync("How is the weather in Paris?", schema, Greedy with { ToolCallingMode = ToolCallingMode.Required });

        Assert.That(weather.Calls, Is.Not.Empty);
        Assert.That(response.Content.ToJson(), Does.StartWith("{\"name\":").And.Contain("\"warm\":"));
    }

    private static string WithCallsOfLlama3(string folder)
    {
        string package = DefaultModelPackage.Open(DefaultModel.RequireSource(), ModelPrecision.Fast);
        foreach (string file in Directory.GetFiles(package))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        string manifest = Path.Combine(folder, ModelManifest.FileName);
        File.Delete(manifest);
        ModelManifestJson.Write(manifest, ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName)) with { ToolCalls = ToolCallFormats.Llama3 });
        return folder;
    }
}

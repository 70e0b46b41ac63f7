using System.Diagnostics;

namespace FoundationModels.Sdk.Tests.Diagnostics;

[TestFixture]
internal sealed class SessionTelemetryTests
{
    [Test]
    public async Task RespondAsync_Succeeds_EmitsOneSpanAndItsMeasurements()
    {
        ScriptedLanguageModel model = new("One two three") { Id = "telemetry-success" };
        using TelemetryRecorder recorder = new(model.Id);
        await using LanguageModelSession session = new(model, "Be brief.");

        await session.RespondAsync("Count", new GenerationOptions { Temperature = 0.5, Sampling = SamplingMode.TopK(7, seed: 9), MaximumResponseTokens = 50 });

        Activity span = recorder.Spans.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(span.DisplayName, Is.EqualTo("chat telemetry-success"));
            Assert.That(span.Kind, Is.EqualTo(ActivityKind.Internal));
            Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(span.TagObjects.ToDictionary(t => t.Key, t => t.Value), Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "foundation_models",
                ["gen_ai.request.model"] = model.Id,
                ["gen_ai.response.model"] = model.Id,
                ["gen_ai.request.max_tokens"] = 50,
                ["gen_ai.request.temperature"] = 0.5,
                ["gen_ai.request.top_k"] = 7,
                ["gen_ai.request.seed"] = 9UL,
                ["gen_ai.response.finish_reasons"] = new[] { "stop" },
                ["gen_ai.usage.input_tokens"] = 3,
                ["gen_ai.usage.cache_read.input_tokens"] = 0,
                ["gen_ai.usage.output_tokens"] = 3,
            }));
            Assert.That(recorder.Values("gen_ai.client.token.usage"), Is.EqualTo([3.0, 3.0]));
            Assert.That(recorder.Values("gen_ai.server.request.duration"), Has.Exactly(1).Positive);
            Assert.That(recorder.Values("gen_ai.server.time_to_first_token"), Has.Exactly(1).Positive);
            Assert.That(recorder.Values("gen_ai.server.time_per_output_token"), Has.Exactly(1).GreaterThanOrEqualTo(0));
            Assert.That(recorder.Measurements.Select(m => m.Tags["gen_ai.operation.name"]), Is.All.EqualTo("chat"));
        }
    }

    [Test]
    public async Task RespondAsync_Fails_SaysWhichException()
    {
        ScriptedLanguageModel model = new(_ => new ScriptedReply("Half") { Failure = new InvalidTimeZoneException() }) { Id = "telemetry-failure" };
        using TelemetryRecorder recorder = new(model.Id);
        await using LanguageModelSession session = new(model);

        await Assert.ThatAsync(() => session.RespondAsync("Count"), Throws.TypeOf<InvalidTimeZoneException>());

        Activity span = recorder.Spans.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(span.GetTagItem("error.type"), Is.EqualTo("System.InvalidTimeZoneException"));
            Assert.That(
                recorder.Measurements.Single(m => m.Name == "gen_ai.server.request.duration").Tags["error.type"],
                Is.EqualTo("System.InvalidTimeZoneException"));
            Assert.That(recorder.Values("gen_ai.server.time_to_first_token"), Is.Empty);
        }
    }

    [Test]
    public async Task StreamResponseAsync_LeftEarly_EndsTheSpan()
    {
        ScriptedLanguageModel model = new("One two three") { Id = "telemetry-abandoned" };
        using TelemetryRecorder recorder = new(model.Id);
        await using LanguageModelSession session = new(model);

        await foreach (string _ in session.StreamResponseAsync("Count").Deltas())
            break;

        Assert.That(recorder.Spans.Single().GetTagItem("error.type"), Is.EqualTo("abandoned"));
    }

    [Test]
    public async Task RespondAsync_InsideASpan_IsItsChildAndLeavesItCurrent()
    {
        ScriptedLanguageModel model = new("One") { Id = "telemetry-child" };
        using TelemetryRecorder recorder = new(model.Id);
        await using LanguageModelSession session = new(model);
        using Activity outer = new Activity("outer").Start();

        await session.RespondAsync("Count");

        Assert.That(recorder.Spans.Single().ParentId, Is.EqualTo(outer.Id));
        Assert.That(Activity.Current, Is.SameAs(outer));
    }

    [Test]
    public async Task RespondAsync_Telemetry_HoldsNoText()
    {
        ScriptedLanguageModel model = new("SECRETANSWER") { Id = "telemetry-content" };
        using TelemetryRecorder recorder = new(model.Id);
        await using LanguageModelSession session = new(model, "SECRETINSTRUCTIONS");

        await session.RespondAsync("SECRETPROMPT", new GenerationOptions { StopSequences = ["SECRETSTOP"] });

        string all = string.Join(' ', recorder.Spans.Single().TagObjects.Concat(recorder.Measurements.SelectMany(m => m.Tags)));
        Assert.That(all, Does.Contain("telemetry-content").And.Not.Contains("SECRET"));
    }
}

using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Training;

/// <summary>Training through the public API.</summary>
[TestFixture]
internal sealed class AdapterTrainerTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Training_OfTheDefaultModel_TeachesItAnAnswer()
    {
        string data = Write(
            "data.jsonl",
            """[{"role": "system", "content": "Answer in code."}, {"role": "user", "content": "Where is parcel 17?"}, {"role": "assistant", "content": "DEPOT-NORTH 17"}]""",
            """[{"role": "system", "content": "Answer in code."}, {"role": "user", "content": "Where is parcel 24?"}, {"role": "assistant", "content": "DEPOT-NORTH 24"}]""");
        AdapterTrainingOptions options = new()
        {
            ModelPath = DefaultModel.RequireSource(),
            Rank = 4,
            Epochs = 16,
            LearningRate = 4e-3,
            TargetModules = ["q_proj", "v_proj", "gate_proj", "up_proj", "down_proj"],
            License = "MIT",
            CreatorDefinedMetadata = new Dictionary<string, string> { ["minimum-app"] = "2.1" },
        };

        AdapterTrainingResult result = await AdapterTrainer.TrainAsync(data, _folder.At("made/parcels.fmadapter"), options);
        using LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(result.AdapterPath);
        await using LanguageModelSession session = new(DefaultModel.Instance.WithAdapter(adapter), "Answer in code.");
        Response<string> answer = await session.RespondAsync("Where is parcel 24?", new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 20 });

        Assert.That(answer.Content, Is.EqualTo("DEPOT-NORTH 24"));
        Assert.That((adapter.Identifier, adapter.License, adapter.Rank), Is.EqualTo(("parcels", "MIT", 4)));
        Assert.That(adapter.TargetModules, Is.EqualTo(new[] { "attn_q", "attn_v", "ffn_down", "ffn_gate", "ffn_up" }));
        Assert.That(adapter.CreatorDefinedMetadata["minimum-app"], Is.EqualTo("2.1"));
        Assert.That(await File.ReadAllTextAsync(result.ReportPath), Does.Contain("16 steps").And.Contain("parcels.loss.svg"));
        Assert.That(await File.ReadAllTextAsync(result.CurvePath), Does.StartWith("<svg"));
    }

    [Test]
    public void Training_ToAPlaceThatCannotBeWritten_FailsBeforeAnyWork()
    {
        string data = Write("data.jsonl", "no conversation");
        string file = Write("file", "");

        Assert.That(() => AdapterTrainer.TrainAsync(data, Path.Combine(file, "x.fmadapter")), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Training_WithANameThatNoAdapterHas_FailsBeforeAnyWork()
    {
        string data = Write("data.jsonl", "no conversation");

        Assert.That(
            () => AdapterTrainer.TrainAsync(data, _folder.At("x.fmadapter"), new AdapterTrainingOptions { Identifier = new string('x', 300) }),
            Throws.ArgumentException.With.Message.Contains("identifier"));
    }

    [Test]
    public void Training_WithoutData_NamesTheFile() => Assert.That(
        () => AdapterTrainer.TrainAsync(_folder.At("none.jsonl"), _folder.At("x.fmadapter")), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.jsonl"));

    [Test]
    public void Training_WithALineWithoutEnd_StopsReadingAtTheLimit()
    {
        string data = Write("data.jsonl", """[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]""", new string('[', 5 << 20));

        Assert.That(
            () => AdapterTrainer.TrainAsync(data, _folder.At("x.fmadapter"), new AdapterTrainingOptions { ModelPath = DefaultModel.RequireSource() }),
            Throws.TypeOf<TrainingDataException>().With.Message.Contains("data.jsonl(2): The line has more than 4,194,304 characters"));
    }

    [Test]
    public void Training_WithAModuleThatTheModelLacks_NamesTheOnesThatItHas()
    {
        string data = Write("data.jsonl", """[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]""");
        AdapterTrainingOptions options = new() { ModelPath = DefaultModel.RequireSource(), TargetModules = ["q_proj", "lm_head"] };

        Assert.That(
            () => AdapterTrainer.TrainAsync(data, _folder.At("x.fmadapter"), options),
            Throws.ArgumentException.With.Message.Contains("has no 'lm_head'").And.Message.Contains("attn_q"));
    }

    private string Write(string name, params string[] lines)
    {
        File.WriteAllLines(_folder.At(name), lines);
        return _folder.At(name);
    }
}

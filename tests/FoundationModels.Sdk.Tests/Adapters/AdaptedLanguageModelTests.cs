using FoundationModels.Adapters;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Adapters;

internal sealed class AdaptedLanguageModelTests
{
    private const string Prompt = "t1t1t11tt1";

    private static readonly GenerationOptions Greedy = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 24 };
    private TinyModel _files = null!;
    private SystemLanguageModel _model = null!;
    private LanguageModelAdapter _first = null!;
    private LanguageModelAdapter _second = null!;

    [OneTimeSetUp]
    public async Task Load()
    {
        _files = new TinyModel();
        _model = new SystemLanguageModel(_files.Package);
        _first = await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("first", seed: 1));
        _second = await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("second", seed: 2, type: AdapterElementType.Half));
    }

    [OneTimeTearDown]
    public async Task Free()
    {
        await _model.DisposeAsync();
        _first.Dispose();
        _second.Dispose();
        _files.Dispose();
    }

    [Test]
    public async Task LoadAsync_Package_TellsWhatItSaysOfItself()
    {
        using LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("told", seed: 3));

        Assert.Multiple(() =>
        {
            Assert.That(adapter.Identifier, Is.EqualTo("told"));
            Assert.That(adapter.Author, Is.EqualTo("Somebody"));
            Assert.That(adapter.License, Is.EqualTo("MIT"));
            Assert.That(adapter.Rank, Is.EqualTo(4));
            Assert.That(adapter.TargetModules, Is.EqualTo(new[] { "attn_k", "attn_output", "attn_q", "attn_v", "ffn_down", "ffn_gate", "ffn_up" }));
            Assert.That(adapter.BaseModelSignature, Is.EqualTo(_files.Manifest.SourceSignature));
            Assert.That(adapter.CreatorDefinedMetadata["dataset"], Is.EqualTo("toys"));
        });
    }

    [Test]
    public async Task RespondAsync_WithAnAdapter_AnswersOtherwiseAndLeavesTheBaseAsItWas()
    {
        string before = await AnswerAsync(_model);
        string adapted = await AnswerAsync(_model.WithAdapter(_first));

        Assert.That(adapted, Is.Not.EqualTo(before));
        Assert.That(await AnswerAsync(_model.WithAdapter(_second)), Is.Not.EqualTo(adapted).And.Not.EqualTo(before));
        Assert.That(await AnswerAsync(_model), Is.EqualTo(before));
        Assert.That(await AnswerAsync(_model.WithAdapter(_first)), Is.EqualTo(adapted));
    }

    [Test]
    public async Task RespondAsync_SessionsWithDifferentAdaptersAtOnce_AnswerAsAlone()
    {
        ILanguageModel[] models = [_model, _model.WithAdapter(_first), _model.WithAdapter(_second), _model.WithAdapters(new(_first, 0.5), new(_second, 0.5))];
        GenerationOptions seeded = Greedy with { Sampling = null, Temperature = 1.5 };
        List<string> alone = [];
        for (int i = 0; i < models.Length * 4; i++)
            alone.Add(await AnswerAsync(models[i % models.Length], WithSeed(i)));

        string[] together = await Task.WhenAll(Enumerable.Range(0, alone.Count).Select(i => Task.Run(() => AnswerAsync(models[i % models.Length], WithSeed(i)))));

        Assert.That(together, Is.EqualTo(alone));
        Assert.That(alone.Distinct().Count(), Is.GreaterThan(8));

        GenerationOptions WithSeed(int i) => seeded with { Sampling = SamplingMode.TopP(0.95, seed: (ulong)(i / models.Length)) };
    }

    [Test]
    public async Task RespondAsync_SamePromptWithOtherAdapters_ReusesNothingOfTheirs()
    {
        AdaptedLanguageModel model = _model.WithAdapter(await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("cache", seed: 5)));
        await AnswerAsync(_model);

        Assert.That((await RespondAsync(model)).Usage.CachedTokens, Is.Zero);
        Assert.That((await RespondAsync(model)).Usage.CachedTokens, Is.GreaterThan(0));
        Assert.That((await RespondAsync(model.BaseModel.WithAdapter(model.Adapters[0].Adapter, 0.75))).Usage.CachedTokens, Is.Zero);
    }

    [Test]
    public async Task RespondAsync_WeightsAndOrder_MeanWhatTheySay()
    {
        string plain = await AnswerAsync(_model);

        Assert.That(await AnswerAsync(_model.WithAdapter(_first, 0)), Is.EqualTo(plain));
        Assert.That(await AnswerAsync(_model.WithAdapter(_first).WithAdapter(_first, -1)), Is.EqualTo(plain));
        Assert.That(await AnswerAsync(_model.WithAdapter(_first, 0.5).WithAdapter(_first, 0.5)), Is.EqualTo(await AnswerAsync(_model.WithAdapter(_first))));
        Assert.That(
            await AnswerAsync(_model.WithAdapters(new(_second, 0.5), new(_first))),
            Is.EqualTo(await AnswerAsync(_model.WithAdapter(_first).WithAdapter(_second, 0.5))));
    }

    [Test]
    public async Task Model_SetBetweenTurns_AnswersTheNextOne()
    {
        AdaptedLanguageModel adapted = _model.WithAdapter(_first);
        await using LanguageModelSession session = new(_model);
        string plain = (await session.RespondAsync(Prompt, Greedy)).Content;
        session.Model = adapted;
        Response<string> response = await session.RespondAsync(Prompt, Greedy);

        Assert.That(response.Content, Is.EqualTo(await AnswerAsync(adapted)).And.Not.EqualTo(plain));
        Assert.That(response.ModelId, Is.EqualTo($"{_model.Id}+first"));
        Assert.That(session.Transcript, Has.Count.EqualTo(4));

        await foreach (ResponseSnapshot<string> snapshot in session.StreamResponseAsync(Prompt, Greedy))
            Assert.That(() => session.Model = _model, Throws.TypeOf<ConcurrentRequestsException>());
        session.Model = _model;
    }

    [Test]
    public async Task PrewarmAsync_WithAnAdapter_LeavesOnlyTheResponse()
    {
        await using LanguageModelSession session = new(_model.WithAdapter(_second, 0.9));
        await session.PrewarmAsync(Prompt);

        Assert.That((await session.RespondAsync(Prompt, Greedy)).Usage.CachedTokens, Is.GreaterThan(0));
    }

    [Test]
    public async Task Dispose_WhileAnAdapterIsInUse_LetsTheResponseEndAndRefusesTheNext()
    {
        LanguageModelAdapter adapter = await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("disposed", seed: 4));
        AdaptedLanguageModel model = _model.WithAdapter(adapter);
        string expected = await AnswerAsync(model);
        await using LanguageModelSession session = new(model);
        string text = "";
        await foreach (ResponseSnapshot<string> snapshot in session.StreamResponseAsync(Prompt, Greedy))
        {
            adapter.Dispose();
            text = snapshot.Content;
        }

        Assert.That(text, Is.EqualTo(expected));
        Assert.That(() => AnswerAsync(model), Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("'disposed'"));
        Assert.That(adapter.Identifier, Is.EqualTo("disposed"));
        using LanguageModelAdapter again = await LanguageModelAdapter.LoadAsync(adapter.Path);
        Assert.That(await AnswerAsync(_model.WithAdapter(again)), Is.EqualTo(expected));
    }

    [Test]
    public async Task RespondAsync_AdapterOfAnotherModel_SaysWhichModelItWasMadeFor()
    {
        using LanguageModelAdapter foreign = await LanguageModelAdapter.LoadAsync(_files.WriteAdapter("foreign", seed: 1, signature: ToyAdapter.Signature));

        AdapterMismatchException error = (await Assert.ThrowsAsync<AdapterMismatchException>(() => AnswerAsync(_model.WithAdapter(foreign))))!;
        Assert.That(error.Message, Does.Contain("foreign").And.Contain(ToyAdapter.Signature).And.Contain(_files.Manifest.SourceSignature));
        Assert.That((error.Adapter, error.ModelId), Is.EqualTo(("foreign", _model.Id)));
        Assert.That(await foreign.IsCompatibleWithAsync(_model), Is.False);
        Assert.That(await _first.IsCompatibleWithAsync(_model), Is.True);
        Assert.That(() => _model.WithAdapter(foreign).EnsureReadyAsync(), Throws.TypeOf<AdapterMismatchException>());
    }

    [Test]
    public void CheckFits_MapsThatTheModelHasNot_NamesThem()
    {
        ModelManifest manifest = _files.Manifest;
        AdapterMetadata metadata = ToyAdapter.Metadata with { BaseModelSignature = manifest.SourceSignature };
        AdapterUpdate[] absent = [ToyAdapter.Update("layers.7.attn_q", 256, 256, 1, 1)];
        AdapterUpdate[] narrow = [ToyAdapter.Update("layers.0.attn_q", 128, 256, 1, 1)];

        Assert.That(() => AdapterFit.Check(metadata, absent, manifest), Throws.TypeOf<AdapterMismatchException>().With.Message.Contains("layers.7.attn_q"));
        Assert.That(() => AdapterFit.Check(metadata, narrow, manifest), Throws.TypeOf<AdapterMismatchException>().With.Message.Contains("128"));
    }

    [Test]
    public async Task RespondAsync_PackageOfTheFirstFormat_RunsWithoutAdaptersAndSaysWhatToDo()
    {
        using TinyModel files = new();
        string manifest = Path.Combine(files.Package, ModelManifest.FileName);
        ModelManifest old = files.Manifest;
        ModelManifestJson.Write(manifest, old with
        {
            Format = 1,
            Graphs = old.Graphs with { Adapted = null },
            Files = [.. old.Files.Where(f => f.Name != old.Graphs.Adapted)],
        });
        await using SystemLanguageModel model = new(files.Package);

        Assert.That(await AnswerAsync(model), Is.EqualTo(await AnswerAsync(_model)));
        Assert.That(() => AnswerAsync(model.WithAdapter(_first)), Throws.TypeOf<AdapterMismatchException>().With.Message.Contains("Import the model again"));
    }

    [Test]
    public async Task FindCompatibleAsync_Folder_ListsTheModelsOwnAdaptersNewestFirst()
    {
        using TinyModel files = new();
        string older = files.WriteAdapter("older", 1);
        string newer = files.WriteAdapter("newer", 2);
        files.WriteAdapter("foreign", 3, signature: ToyAdapter.Signature);
        await File.WriteAllTextAsync(Path.Combine(files.FolderOfAdapters, "broken.fmadapter"), "nothing");
        File.SetLastWriteTimeUtc(older, DateTime.UtcNow.AddHours(-1));
        await using SystemLanguageModel model = new(files.Package);

        Assert.That(await LanguageModelAdapter.FindCompatibleAsync(files.FolderOfAdapters, model), Is.EqualTo(new[] { newer, older }));
        Assert.That(() => LanguageModelAdapter.FindCompatibleAsync(files.FolderOfAdapters + "-none", model), Throws.TypeOf<DirectoryNotFoundException>());
    }

    [Test]
    public async Task DisposeAsync_Model_EndsItsAdaptedModelsAndNotTheAdapters()
    {
        SystemLanguageModel model = new(_files.Package);
        AdaptedLanguageModel adapted = model.WithAdapter(_first);
        string answer = await AnswerAsync(adapted);
        await model.DisposeAsync();

        Assert.That(() => AnswerAsync(adapted), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(await AnswerAsync(_model.WithAdapter(_first)), Is.EqualTo(answer));
    }

    [Test]
    public void WithAdapter_ValuesOutOfRange_AreRefused()
    {
        Assert.That(() => _model.WithAdapter(null!), Throws.ArgumentNullException);
        Assert.That(() => _model.WithAdapter(_first, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _model.WithAdapters(Enumerable.Repeat(new WeightedAdapter(_first), 17)), Throws.ArgumentException.With.Message.Contains("16"));
    }

    private static async Task<string> AnswerAsync(ILanguageModel model, GenerationOptions? options = null) => (await RespondAsync(model, options)).Content;

    private static async Task<Response<string>> RespondAsync(ILanguageModel model, GenerationOptions? options = null)
    {
        await using LanguageModelSession session = new(model);
        return await session.RespondAsync(Prompt, options ?? Greedy);
    }
}

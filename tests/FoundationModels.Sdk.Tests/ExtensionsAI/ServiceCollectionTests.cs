using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Models, chat clients and sessions from a container.</summary>
[TestFixture]
internal sealed class ServiceCollectionTests
{
    [Test]
    public async Task AddFoundationModels_ItsServices_AreOneModelAndNewSessions()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddFoundationModels(o =>
            {
                o.ModelPath = "absent.gguf";
                o.Instructions = "Be brief.";
                o.Model = new SystemLanguageModelOptions { Threads = 3 };
            })
            .AddSingleton<IToolSource, FindOrder>()
            .BuildServiceProvider();

        ILanguageModel model = services.GetRequiredService<ILanguageModel>();
        IChatClient client = services.GetRequiredService<IChatClient>();
        LanguageModelSession session = services.GetRequiredService<LanguageModelSession>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((SystemLanguageModel)model).Options.Threads, Is.EqualTo(3));
            Assert.That(model.Availability.Message, Does.Contain("absent.gguf"));
            Assert.That(services.GetRequiredService<IChatClient>(), Is.SameAs(client));
            Assert.That(client.GetService<ILanguageModel>(), Is.SameAs(model));
            Assert.That(session.Model, Is.SameAs(model));
            Assert.That(session, Is.Not.SameAs(services.GetRequiredService<LanguageModelSession>()));
            Assert.That(session.Transcript[0].Text, Is.EqualTo("Be brief."));
            Assert.That(session.Tools.Single().Name, Is.EqualTo("find_order"));
        }
    }

    [Test]
    public async Task AddFoundationModels_AnotherModelThatIsThere_IsKept()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed("Scripted.");
        await using ServiceProvider services = new ServiceCollection().AddSingleton<ILanguageModel>(model).AddFoundationModels().AddFoundationModels().BuildServiceProvider();

        Assert.That((await services.GetRequiredService<IChatClient>().GetResponseAsync("Hello")).Text, Is.EqualTo("Scripted."));
        Assert.That((await services.GetRequiredService<LanguageModelSession>().RespondAsync("Hello")).Content, Is.EqualTo("Scripted."));
        Assert.That(services.GetServices<ILanguageModel>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task DisposeAsync_TheContainer_DisposesModelAndSessions()
    {
        ServiceProvider services = new ServiceCollection().AddFoundationModels(o => o.ModelPath = "absent.gguf").BuildServiceProvider();
        ILanguageModel model = services.GetRequiredService<ILanguageModel>();
        LanguageModelSession session = services.GetRequiredService<LanguageModelSession>();

        await services.DisposeAsync();

        Assert.That(async () => await model.CountTokensAsync(Transcript.Empty), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await session.RespondAsync("Hello"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task AddFoundationModel_Keys_AreModelsOfTheirOwn()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddFoundationModels()
            .AddFoundationModel("small", o => o.ModelPath = "small.gguf")
            .AddFoundationModel("large", o => o.ModelPath = "large.gguf")
            .AddKeyedSingleton<IToolSource, FindOrder>("large")
            .BuildServiceProvider();

        ILanguageModel small = services.GetRequiredKeyedService<ILanguageModel>("small");
        LanguageModelSession large = services.GetRequiredKeyedService<LanguageModelSession>("large");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(small.Availability.Message, Does.Contain("small.gguf"));
            Assert.That(large.Model.Availability.Message, Does.Contain("large.gguf"));
            Assert.That(large.Tools, Has.Count.EqualTo(1));
            Assert.That(services.GetRequiredKeyedService<LanguageModelSession>("small").Tools, Is.Empty);
            Assert.That(services.GetRequiredKeyedService<IChatClient>("small").GetService<ILanguageModel>(), Is.SameAs(small));
            Assert.That(services.GetRequiredService<ILanguageModel>(), Is.Not.SameAs(small));
        }
    }

    [Test]
    public async Task Configuration_ItsSection_IsReadBeforeCode()
    {
        await using ServiceProvider services = Configured(
            ("FoundationModels:ModelPath", "a.gguf"),
            ("FoundationModels:Instructions", "From the file."),
            ("FoundationModels:Model:Precision", "exact"),
            ("FoundationModels:Model:Threads", "5"),
            ("FoundationModels:Model:Spinning", "true"),
            ("FoundationModels:Model:LargePages", "false"),
            ("FoundationModels:Model:MaximumCacheBytes", "1000000"),
            ("FoundationModels:Model:ExecutionProvider", "CUDA"),
            ("FoundationModels:Model:StoreFolder", "store"),
            ("FoundationModels:Models:large:ModelPath", "large.gguf"));

        FoundationModelsOptions options = services.GetRequiredService<IOptions<FoundationModelsOptions>>().Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.ModelPath, Is.EqualTo("a.gguf"));
            Assert.That(options.Instructions, Is.EqualTo("From code."));
            Assert.That(options.Model, Is.EqualTo(new SystemLanguageModelOptions
            {
                Precision = ModelPrecision.Exact,
                Threads = 5,
                Spinning = true,
                LargePages = false,
                MaximumCacheBytes = 1_000_000,
                ExecutionProvider = "CUDA",
                StoreFolder = "store",
            }));
            Assert.That(services.GetRequiredKeyedService<ILanguageModel>("large").Availability.Message, Does.Contain("large.gguf"));
        }
    }

    [TestCase("Threads", "many")]
    [TestCase("Precision", "Splendid")]
    public async Task Configuration_AWrongValue_IsNamedWithItsPlace(string option, string value)
    {
        await using ServiceProvider services = Configured(($"FoundationModels:Model:{option}", value));

        Assert.That(
            () => services.GetRequiredService<ILanguageModel>(),
            Throws.InvalidOperationException.With.Message.Contains($"FoundationModels:Model:{option}").And.Message.Contains(value));
    }

    private static ServiceProvider Configured(params (string Key, string Value)[] values) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build())
        .AddFoundationModels(o => o.Instructions = "From code.")
        .AddFoundationModel("large")
        .BuildServiceProvider();
}

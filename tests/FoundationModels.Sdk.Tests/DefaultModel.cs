using FoundationModels.Conformance.Generation;

namespace FoundationModels.Sdk.Tests;

/// <summary>The default model behind the public API, loaded once for all tests of the assembly; they skip where its file is absent.</summary>
[SetUpFixture]
internal sealed class DefaultModel
{
    private static readonly Lazy<SystemLanguageModel> Shared = new(() => New());

    /// <summary>The shared model.</summary>
    public static SystemLanguageModel Instance
    {
        get
        {
            RequireSource();
            return Shared.Value;
        }
    }

    /// <summary>A model of its own, for tests that dispose it.</summary>
    public static SystemLanguageModel New(SystemLanguageModelOptions? options = null) => new(RequireSource(), options);

    /// <summary>The model's file.</summary>
    public static string RequireSource()
    {
        string? source = DefaultModelPackage.FindSource();
        if (source is null)
            Assert.Ignore("Skipped: the default model's file is not in this checkout.");
        return source!;
    }

    [OneTimeTearDown]
    public async Task Free()
    {
        if (Shared.IsValueCreated)
            await Shared.Value.DisposeAsync();
    }
}

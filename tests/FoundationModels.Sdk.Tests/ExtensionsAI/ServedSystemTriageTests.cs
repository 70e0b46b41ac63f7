namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Triage on the default model that another process serves.</summary>
internal sealed class ServedSystemTriageTests : TriageContract
{
    private ServedModel? _served;

    protected override ILanguageModel Model => _served!.Model;

    [OneTimeSetUp]
    public async Task Start() => _served = await ServedModel.StartAsync(DefaultModel.RequireSource());

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_served is not null)
            await _served.DisposeAsync();
    }
}

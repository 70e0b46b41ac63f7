namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Triage on the scripted model that another process serves.</summary>
internal sealed class ServedTriageTests : TriageContract
{
    private ServedModel? _served;

    protected override ILanguageModel Model => _served!.Model;

    [OneTimeSetUp]
    public async Task Start() => _served = await ServedModel.StartAsync("scripted");

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_served is not null)
            await _served.DisposeAsync();
    }
}

using FoundationModels.Conformance.Generation;

namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>The contract of sessions over the default model.</summary>
[TestFixture]
internal sealed class DefaultModelSessionTests : SessionContract, IAsyncDisposable
{
    private SystemLanguageModel? _model;

    [OneTimeTearDown]
    public async ValueTask DisposeAsync()
    {
        if (_model is not null)
            await _model.DisposeAsync();
        _model = null;
    }

    protected override ILanguageModel CreateModel()
    {
        string source = SharedData.InRepository("models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        return _model ??= new SystemLanguageModel(DefaultModelPackage.Open(source, ModelPrecision.Fast));
    }
}


namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>The contract of sessions on the default model.</summary>
internal sealed class SystemSessionTests : SessionContract
{
    protected override ILanguageModel CreateModel() => DefaultModel.Instance;
}

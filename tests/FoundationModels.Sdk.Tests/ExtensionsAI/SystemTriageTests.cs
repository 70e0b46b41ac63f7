namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Triage on the default model.</summary>
internal sealed class SystemTriageTests : TriageContract
{
    protected override ILanguageModel Model => DefaultModel.Instance;
}

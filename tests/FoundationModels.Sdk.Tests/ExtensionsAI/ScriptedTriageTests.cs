using FoundationModels.TestHost;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Triage on the scripted model.</summary>
internal sealed class ScriptedTriageTests : TriageContract
{
    protected override ILanguageModel Model { get; } = TriageScript.CreateModel();
}

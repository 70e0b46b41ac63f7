using FoundationModels.TestHost;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Triage on the scripted model behind a chat client in this process.</summary>
internal sealed class BridgedTriageTests : TriageContract
{
    protected override ILanguageModel Model { get; } = new ChatClientLanguageModel(TriageScript.CreateModel().AsChatClient());
}

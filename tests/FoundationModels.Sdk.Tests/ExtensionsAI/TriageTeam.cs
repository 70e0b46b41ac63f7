namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>Who looks at a ticket.</summary>
[Generable]
internal enum TriageTeam
{
    Shipping,
    Billing,
    Technical,
}

namespace FoundationModels.Import;

/// <summary>What a model says about itself for people.</summary>
/// <param name="Id">Its name, as in "SmolLM2-135M-Instruct".</param>
/// <param name="Languages">The languages that its makers name.</param>
/// <param name="License">The licence as the makers name it, or null.</param>
internal sealed record ModelCard(string Id, IReadOnlyList<string> Languages, string? License);

namespace FoundationModels.Samples.Web;

/// <summary>What a customer wrote.</summary>
/// <param name="Text">The text.</param>
internal sealed record Mail(string Text);

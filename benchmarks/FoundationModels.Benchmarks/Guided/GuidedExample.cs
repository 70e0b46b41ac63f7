namespace FoundationModels.Benchmarks.Guided;

/// <summary>A text to turn into JSON.</summary>
/// <param name="Text">What a person says.</param>
/// <param name="Expected">The JSON that a person would make of it, or null where nobody has.</param>
internal sealed record GuidedExample(string Text, string? Expected);

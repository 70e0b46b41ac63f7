namespace FoundationModels.Cli.Arguments;

/// <summary>An adapter that was given, and how strongly it acts.</summary>
/// <param name="Path">The package.</param>
/// <param name="Weight">Its weight.</param>
internal sealed record AdapterChoice(string Path, double Weight);

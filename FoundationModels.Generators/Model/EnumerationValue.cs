namespace FoundationModels.Generators.Model;

/// <summary>A value of an enumeration.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="JsonName">Its text in JSON.</param>
/// <param name="IsAlias">Whether a value before it has the same number.</param>
internal sealed record EnumerationValue(string Name, string JsonName, bool IsAlias);

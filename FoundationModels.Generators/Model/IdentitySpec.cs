namespace FoundationModels.Generators.Model;

/// <summary>The property of type <c>GenerationId</c>, which the model does not write.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Parameter">The parameter of the constructor that takes it; null if an object initializer sets it.</param>
internal sealed record IdentitySpec(string Name, string? Parameter);

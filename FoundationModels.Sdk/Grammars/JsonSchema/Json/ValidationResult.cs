namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Whether a value fits a schema.</summary>
/// <param name="Errors">The first reasons why not.</param>
internal sealed record ValidationResult(IReadOnlyList<ValidationError> Errors)
{
    public bool IsValid => Errors.Count == 0;
}

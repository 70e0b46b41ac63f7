namespace FoundationModels.Cli.Arguments;

/// <summary>The form that an answer has to have: a schema, a grammar, or neither.</summary>
/// <param name="Schema">The schema of JSON, or null.</param>
/// <param name="Grammar">The grammar of text, or null.</param>
internal sealed record ResponseForm(GenerationSchema? Schema, Grammar? Grammar)
{
    /// <summary>Gets the form of plain text.</summary>
    public static ResponseForm Free { get; } = new(null, null);
}

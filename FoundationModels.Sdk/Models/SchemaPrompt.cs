using FoundationModels.Generation;

namespace FoundationModels.Models;

/// <summary>Tells a model in words which form its answer has.</summary>
/// <remarks>
/// The words stand at the end of the prompt, next to the answer: small models forget what came long before. They belong to the prompt's entry, so that
/// the next turn begins with the same tokens.
/// </remarks>
internal static class SchemaPrompt
{
    /// <summary>The text of a prompt as the model is given it.</summary>
    public static string TextOf(Transcript.Prompt prompt) => prompt is { ResponseFormat.Schema: { } schema, IncludeSchemaInPrompt: not false }
        ? $"{prompt.Text}\n\nAnswer with JSON of this form:\n{SchemaOutline.Write(schema)}"
        : prompt.Text;
}

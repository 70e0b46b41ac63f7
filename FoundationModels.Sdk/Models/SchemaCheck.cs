using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Models;

/// <summary>Checks values that come from outside of the grammar engine.</summary>
internal static class SchemaCheck
{
    private const int MostErrors = 5;

    /// <summary>Why a text does not follow a schema, a sentence each; none where it does.</summary>
    /// <exception cref="GrammarException">The schema is wrong.</exception>
    public static IReadOnlyList<string> Misfits(GenerationSchema schema, string json)
    {
        SchemaNode node;
        try
        {
            node = SchemaReader.Read(schema.ToJsonSchema());
        }
        catch (GrammarRefusal e)
        {
            throw new GrammarException(e.Pointer, e.Reason, e);
        }

        try
        {
            ValidationResult result = SchemaValidator.Validate(node, JsonLiteralReader.Read(json));
            return [.. result.Errors.Take(MostErrors).Select(e => $"At {Place(e.InstancePath)}: {e.Reason}")];
        }
        catch (GrammarRefusal e)
        {
            return [e.Reason];
        }
    }

    private static string Place(string pointer) => pointer.Length == 0 ? "the root" : pointer;
}

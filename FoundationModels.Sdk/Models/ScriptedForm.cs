using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Models;

/// <summary>Holds a scripted reply to the schema of its request, since a real model could not give another one.</summary>
internal static class ScriptedForm
{
    /// <summary>Checks a reply.</summary>
    /// <exception cref="FoundationModelsException">It does not follow the schema.</exception>
    /// <exception cref="GrammarException">The schema is wrong.</exception>
    public static void Check(GenerationSchema schema, string reply, CancellationToken cancellationToken)
    {
        GeneratedContent content;
        try
        {
            content = GeneratedContent.Parse(reply);
        }
        catch (GeneratedContentParsingException e)
        {
            throw Wrong(schema, e.Message, e);
        }

        if (!content.IsComplete)
            throw Wrong(schema, "Its JSON is not complete.", null);
        try
        {
            SchemaNode node = SchemaReader.Read(schema.ToJsonSchema(), cancellationToken: cancellationToken);
            ValidationResult result = SchemaValidator.Validate(node, JsonLiteralReader.Read(reply), cancellationToken: cancellationToken);
            if (!result.IsValid)
                throw Wrong(schema, string.Join(' ', result.Errors.Select(e => $"At {Place(e.InstancePath)}: {e.Reason} ({e.SchemaPointer})")), null);
        }
        catch (GrammarRefusal e)
        {
            throw new GrammarException(e.Pointer, e.Reason, e);
        }
    }

    private static string Place(string pointer) => pointer.Length == 0 ? "the root" : pointer;

    private static FoundationModelsException Wrong(GenerationSchema schema, string reason, Exception? cause) => new(
        $"The scripted reply does not follow the schema '{schema.Name}', which a model cannot leave. {reason} Script a reply that follows it; one whose pieces are cut off by a limit is not checked.",
        cause);
}

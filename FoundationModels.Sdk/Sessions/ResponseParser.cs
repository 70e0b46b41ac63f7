namespace FoundationModels.Sessions;

/// <summary>Makes answers of the text of a complete response.</summary>
internal static class ResponseParser
{
    /// <summary>The text as it is.</summary>
    public static ParsedResponse<string> Text(string text) => new(text, GeneratedContent.Of(text), new Transcript.TextSegment(text));

    /// <summary>Makes answers that follow a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="convert">Makes the answer of the content.</param>
    public static Func<string, ParsedResponse<T>> Following<T>(GenerationSchema schema, Func<GeneratedContent, T> convert) => text =>
    {
        GeneratedContent content = GeneratedContent.Parse(text);
        if (!content.IsComplete)
        {
            throw new GeneratedContentParsingException(
                text, $"The response ended before the JSON of {schema.Name} did. Models that guarantee the form of an answer complete it; give others room with MaximumResponseTokens.");
        }

        return new ParsedResponse<T>(convert(content), content, new Transcript.StructuredSegment(schema.Name, text));
    };
}

namespace FoundationModels;

/// <summary>The tokens of scripted models: a word with the white space that follows it.</summary>
internal static class ScriptedTokens
{
    public static IEnumerable<string> Split(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i - 1]) && !char.IsWhiteSpace(text[i]))
            {
                yield return text[start..i];
                start = i;
            }
        }

        if (start < text.Length)
            yield return text[start..];
    }

    public static int Count(Transcript transcript, IEnumerable<ToolDefinition> tools)
        => transcript.Sum(entry => Count(entry.Text)) + tools.Where(t => t.IncludesSchemaInInstructions).Sum(t => Count(t.Name) + Count(t.Description) + Count(t.Parameters.ToJsonSchema()));

    private static int Count(string text) => Split(text).Count();
}

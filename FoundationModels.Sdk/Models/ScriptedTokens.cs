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

    public static int Count(Transcript transcript) => transcript.Sum(entry => Split(entry.Text).Count());
}

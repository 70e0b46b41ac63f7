namespace FoundationModels.Cli.Chat;

/// <summary>A line of a chat that is for <c>fm</c> and not for the model.</summary>
/// <param name="Name">The command in lower case, without the slash.</param>
/// <param name="Argument">What follows it, trimmed; empty where nothing does.</param>
internal sealed record SlashCommand(string Name, string Argument)
{
    /// <summary>Reads a line; null where it is not a command but a prompt.</summary>
    /// <remarks>A path or a comment that begins with a slash is a prompt: a command is a slash and letters.</remarks>
    public static SlashCommand? Parse(string line)
    {
        string trimmed = line.Trim();
        if (!trimmed.StartsWith('/'))
            return null;

        int end = trimmed.IndexOf(' ', StringComparison.Ordinal);
        string name = end < 0 ? trimmed[1..] : trimmed[1..end];
        if (name.Length == 0 || !name.All(char.IsAsciiLetter))
            return null;

        return new SlashCommand(name.ToLowerInvariant(), end < 0 ? "" : trimmed[end..].Trim());
    }
}

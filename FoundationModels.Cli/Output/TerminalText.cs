using System.Buffers;

namespace FoundationModels.Cli.Output;

/// <summary>Writes text that a model or a file made. On a terminal, control characters are replaced, so that no such text can move the cursor,
/// change the title or answer for the user; in a pipe or a file it stays as it is.</summary>
internal sealed class TerminalText(TextWriter output, bool isTerminal)
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\t')).ToArray());

    private bool _isInLine;

    /// <summary>Writes the text and flushes.</summary>
    public void Write(string text)
    {
        output.Write(isTerminal ? Printable(text) : text);
        output.Flush();
        if (text.Length > 0)
            _isInLine = text[^1] != '\n';
    }

    /// <summary>Ends the line where one has begun.</summary>
    public void EndLine()
    {
        if (_isInLine)
            Write("\n");
    }

    /// <summary>The text with every control character but line feed and tab replaced by U+FFFD.</summary>
    private static string Printable(string text) =>
        !text.AsSpan().ContainsAny(Controls)
            ? text
            : string.Create(text.Length, text, static (to, from) =>
            {
                from.CopyTo(to);
                to.ReplaceAny(Controls, '\uFFFD');
            });
}

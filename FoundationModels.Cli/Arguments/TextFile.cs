using System.Text;

namespace FoundationModels.Cli.Arguments;

/// <summary>Reads text in UTF-8, up to a length.</summary>
internal static class TextFile
{
    // Far more than any context window takes, and small enough that a mistaken path does no harm.
    private const int MaximumLength = 16 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It is not text, or too long.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return await ReadToEndAsync(file, path, cancellationToken);
    }

    /// <summary>Reads what is left of a text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UsageException">It is not text, or too long.</exception>
    public static async Task<string> ReadToEndAsync(TextReader reader, string name, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] buffer = new char[16 << 10];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and int count)
            {
                text.Append(buffer, 0, count);
                if (text.Length > MaximumLength)
                    throw new UsageException($"{name} has more than {MaximumLength:N0} characters, more than any model takes: give a part of it.");
            }
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{name} is not text in UTF-8: convert it first.");
        }

        return text.ToString();
    }
}

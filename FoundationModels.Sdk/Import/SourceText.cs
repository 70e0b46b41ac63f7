using System.Text;

namespace FoundationModels.Import;

/// <summary>Reads small files that came with a model or an adapter.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <exception cref="ModelFormatException">The file is absent or longer.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path, long limit)
    {
        FileInfo info = new(path);
        if (!info.Exists)
            throw new ModelFormatException(path, null, $"The file is absent from the folder '{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}'.");
        using FileStream file = File.OpenRead(path);
        if (file.Length > limit)
            throw new ModelFormatException(path, null, $"The file has {file.Length:N0} bytes, more than the limit of {limit:N0}.");
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>The text of a file in UTF-8.</summary>
    /// <exception cref="ModelFormatException">The file is absent, longer, or not UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string ReadUtf8(string path, long limit)
    {
        byte[] content = Read(path, limit);
        try
        {
            return StrictUtf8.GetString(content.AsSpan(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFormatException(path, null, "The text is not UTF-8.", e);
        }
    }
}

using System.IO.Compression;
using System.Text.Json;

namespace FoundationModels.Sdk.Tests.Tokenization;

/// <summary>Reads the texts of a file of goldens.</summary>
internal static class TokenizerGoldens
{
    /// <summary>The texts, in order.</summary>
    public static IEnumerable<string> Texts(string file)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            yield return json.RootElement.GetProperty("text").GetString()!;
        }
    }
}

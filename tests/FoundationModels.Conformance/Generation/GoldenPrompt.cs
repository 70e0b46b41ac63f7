using System.IO.Compression;
using System.Text.Json;

namespace FoundationModels.Conformance.Generation;

/// <summary>A prompt with the reference's greedy continuation.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tokens">Its token ids.</param>
/// <param name="Greedy">The reference's choices.</param>
/// <param name="Margins">For each choice, by how much its log-probability was ahead of the second.</param>
internal sealed record GoldenPrompt(string Id, int[] Tokens, int[] Greedy, double[] Margins)
{
    /// <summary>Reads the prompts of a file.</summary>
    public static IEnumerable<GoldenPrompt> Read(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            yield return new GoldenPrompt(
                root.GetProperty("id").GetString()!,
                [.. root.GetProperty("ids").EnumerateArray().Select(e => e.GetInt32())],
                [.. root.GetProperty("greedy").EnumerateArray().Select(e => e.GetInt32())],
                [.. root.GetProperty("steps").EnumerateArray().Select(e => e.GetProperty("margin").GetDouble())]);
        }
    }
}

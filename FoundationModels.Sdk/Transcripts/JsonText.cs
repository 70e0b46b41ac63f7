using System.Text;
using System.Text.Json;
using FoundationModels.Generation;

namespace FoundationModels.Transcripts;

/// <summary>Checks texts that have to be one JSON value.</summary>
internal static class JsonText
{
    /// <summary>How deeply a value inside a transcript may be nested.</summary>
    public const int MaximumDepth = PartialContentBuilder.MaximumDepth;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text if it is one JSON value.</summary>
    /// <exception cref="ArgumentException">It is not, or nested too deeply.</exception>
    public static string Checked(string json, string parameter)
    {
        ArgumentNullException.ThrowIfNull(json, parameter);
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                Strict.GetBytes(json), new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return json;
        }
        catch (Exception e) when (e is JsonException or EncoderFallbackException)
        {
            throw new ArgumentException($"The text has to be one JSON value, nested at most {MaximumDepth} deep: {e.Message}", parameter, e);
        }
    }
}

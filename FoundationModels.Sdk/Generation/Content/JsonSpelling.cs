using System.Text.Encodings.Web;
using System.Text.Json;

namespace FoundationModels.Generation;

/// <summary>How this SDK writes JSON: characters of every script stay readable, since the text is for models and files, not for the inside of a web page.</summary>
internal static class JsonSpelling
{
    public static JsonWriterOptions Options(bool indented = false) => new()
    {
        Indented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = PartialContentBuilder.MaximumDepth + 1,
    };
}

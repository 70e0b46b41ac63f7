using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FoundationModels.Cli.Output;

/// <summary>Writes JSON for programs that read our output: one value, indented, then a line end.</summary>
internal static class JsonOutput
{
    // The output is never put into HTML, so that letters beyond ASCII can stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one JSON value.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="write">Writes the value.</param>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
        output.Flush();
    }
}

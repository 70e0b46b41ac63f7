using System.Text;
using System.Text.Json;
using FoundationModels.Generation;
using FoundationModels.Transcripts;

namespace FoundationModels;

/// <content>Saving and restoring.</content>
public sealed partial class Transcript
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a transcript that <see cref="ToJson"/>, or <c>Transcript</c>'s encoding in Apple's framework (version 1 or 1.1), wrote.</summary>
    /// <remarks>
    /// Members of entries, options, segments and calls that this version does not interpret are kept and saved again.
    /// Roles and kinds of content that it does not know are refused, as the model could not be told of them.
    /// </remarks>
    /// <param name="json">The saved form, at most 64 MiB, values in it nested at most 1,000 deep.</param>
    /// <exception cref="TranscriptFormatException">It is not a saved transcript; the exception says where.</exception>
    public static Transcript FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > TranscriptJsonReader.MaximumBytes)
            throw TranscriptJsonReader.TooLong();
        try
        {
            return TranscriptJsonReader.Read(StrictUtf8.GetBytes(json));
        }
        catch (EncoderFallbackException e)
        {
            throw new TranscriptFormatException("$", $"Half of a surrogate pair at index {e.Index} is not a character.", e);
        }
    }

    /// <summary>Reads a transcript from UTF-8; see <see cref="FromJson(string)"/>.</summary>
    /// <exception cref="TranscriptFormatException">It is not a saved transcript; the exception says where.</exception>
    public static Transcript FromJson(ReadOnlyMemory<byte> utf8Json) => TranscriptJsonReader.Read(utf8Json);

    /// <summary>Reads a transcript from the rest of a stream of UTF-8; see <see cref="FromJson(string)"/>.</summary>
    /// <exception cref="TranscriptFormatException">It is not a saved transcript; the exception says where.</exception>
    public static async Task<Transcript> LoadAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        using MemoryStream buffer = new();
        byte[] block = new byte[16 * 1024];
        for (int read; (read = await utf8Json.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (buffer.Length + read > TranscriptJsonReader.MaximumBytes)
                throw TranscriptJsonReader.TooLong();
            buffer.Write(block, 0, read);
        }

        return TranscriptJsonReader.Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Returns the saved form, which Apple's framework reads too (version 1.1).</summary>
    /// <param name="indented">Whether it is laid out for people.</param>
    public string ToJson(bool indented = false) => Encoding.UTF8.GetString(ToUtf8(indented).Span);

    /// <summary>Writes the saved form to a stream as UTF-8.</summary>
    /// <param name="utf8Json">The stream, which stays open.</param>
    /// <param name="indented">Whether it is laid out for people.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task SaveAsync(Stream utf8Json, bool indented = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        await utf8Json.WriteAsync(ToUtf8(indented), cancellationToken).ConfigureAwait(false);
        await utf8Json.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> ToUtf8(bool indented)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, JsonSpelling.Options(indented)))
            TranscriptJsonWriter.Write(writer, this);
        return buffer.WrittenMemory;
    }
}

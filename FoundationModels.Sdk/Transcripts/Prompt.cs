using System.Collections;
using System.Runtime.CompilerServices;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>What a session is asked: one text, or several parts with a line feed between them.</summary>
/// <remarks>
/// Wherever a prompt is expected, a string or an interpolated string does, and so does a collection expression of parts:
/// <c>session.RespondAsync(["Summarize this mail.", mail])</c>.
/// </remarks>
[CollectionBuilder(typeof(Prompt), nameof(Create))]
public sealed class Prompt : IEnumerable<string>
{
    private readonly ValueList<string> _parts;

    /// <summary>Initializes the prompt from a text.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public Prompt(string text)
        : this([text])
    {
    }

    /// <summary>Initializes the prompt from parts.</summary>
    /// <exception cref="ArgumentException">A part is null.</exception>
    public Prompt(IEnumerable<string> parts) => _parts = ValueList.Copy(parts);

    /// <summary>Makes a prompt of one text.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static implicit operator Prompt(string text) => FromString(text);

    /// <summary>Makes a prompt of one text.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static Prompt FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Prompt(text);
    }

    /// <summary>Makes a prompt of parts; collection expressions call it.</summary>
    public static Prompt Create(ReadOnlySpan<string> parts) => new(parts.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The text of the prompt.</summary>
    public override string ToString() => string.Join('\n', _parts);

    /// <summary>Makes the entry of a transcript.</summary>
    internal Transcript.Prompt ToEntry(GenerationOptions options) =>
        new(_parts.Select(p => new Transcript.TextSegment(p))) { Options = options };

    /// <summary>Makes the entry of a transcript for a prompt whose answer follows a schema.</summary>
    internal Transcript.Prompt ToEntry(GenerationOptions options, GenerationSchema schema, bool includeSchemaInPrompt) =>
        ToEntry(options) with { ResponseFormat = new Transcript.ResponseFormat(schema), IncludeSchemaInPrompt = includeSchemaInPrompt };
}

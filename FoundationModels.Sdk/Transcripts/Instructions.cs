using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>What the developer tells the model about its task: one text, or several parts with a line feed between them.</summary>
/// <remarks>
/// Never put text of a person or of a tool here: models are trained to obey instructions before prompts.
/// Wherever instructions are expected, a string or a collection expression of parts does.
/// </remarks>
[CollectionBuilder(typeof(Instructions), nameof(Create))]
public sealed class Instructions : IEnumerable<string>
{
    private readonly ValueList<string> _parts;

    /// <summary>Initializes the instructions from a text.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public Instructions(string text)
        : this([text])
    {
    }

    /// <summary>Initializes the instructions from parts.</summary>
    /// <exception cref="ArgumentException">A part is null.</exception>
    public Instructions(IEnumerable<string> parts) => _parts = ValueList.Copy(parts);

    /// <summary>Makes instructions of one text; null stays null, which is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Instructions?(string? text) => FromString(text);

    /// <summary>Makes instructions of one text; null stays null, which is none.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static Instructions? FromString(string? text) => text is null ? null : new Instructions(text);

    /// <summary>Makes instructions of parts; collection expressions call it.</summary>
    public static Instructions Create(ReadOnlySpan<string> parts) => new(parts.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The text of the instructions.</summary>
    public override string ToString() => string.Join('\n', _parts);

    /// <summary>Makes the entry of a transcript.</summary>
    internal Transcript.Instructions ToEntry() => new(_parts.Select(p => new Transcript.TextSegment(p)));
}

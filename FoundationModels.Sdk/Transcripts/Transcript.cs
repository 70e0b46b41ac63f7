using System.Collections;
using System.Runtime.CompilerServices;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A conversation: instructions, prompts, responses and tool calls in their order.</summary>
/// <remarks>
/// Immutable and compared by value, so it may be shared between threads, sessions and models. Edits return a new transcript:
/// <c>session.Transcript = session.Transcript[..^2]</c> takes the last turn back. Collection expressions make one from entries.
/// </remarks>
[CollectionBuilder(typeof(Transcript), nameof(Create))]
public sealed partial class Transcript : IReadOnlyList<Transcript.Entry>, IEquatable<Transcript>
{
    private readonly ValueList<Entry> _entries;

    /// <summary>Initializes a transcript from entries.</summary>
    /// <exception cref="ArgumentException">An entry is null.</exception>
    public Transcript(IEnumerable<Entry> entries) => _entries = ValueList.Copy(entries);

    /// <summary>Gets the transcript without entries.</summary>
    public static Transcript Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>Gets the entries that follow the instructions the transcript begins with, or all where it begins with none.</summary>
    public Transcript History => Count > 0 && this[0] is Instructions ? Slice(1, Count - 1) : this;

    /// <inheritdoc/>
    public Entry this[int index] => _entries[index];

    /// <summary>Makes a transcript from entries; collection expressions call it.</summary>
    public static Transcript Create(ReadOnlySpan<Entry> entries) => new(entries.ToArray());

    /// <summary>Returns a transcript with entries added at its end.</summary>
    public Transcript Append(params ReadOnlySpan<Entry> entries) => Create([.. _entries.AsSpan(), .. entries]);

    /// <summary>Returns a part of the transcript; ranges like <c>transcript[1..]</c> call it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the transcript.</exception>
    public Transcript Slice(int start, int length) => Create(_entries.AsSpan().Slice(start, length));

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Transcript? other) => other is not null && _entries.Equals(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Transcript);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.GetHashCode();

    /// <summary>The conversation as text for people, an entry after the other.</summary>
    public override string ToString() => string.Join("\n\n", _entries.Select(e => $"{e.GetType().Name}: {e.Text}"));

    private static string NewId() => Guid.NewGuid().ToString().ToUpperInvariant();
}

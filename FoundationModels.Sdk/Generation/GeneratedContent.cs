using System.Diagnostics.CodeAnalysis;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A value that a model generated, or is generating: JSON with its properties in order and its numbers as they were written.</summary>
/// <remarks>
/// Immutable. Two are equal if their values are, in whatever order the properties and however the numbers are written, and both are complete
/// or both are not; the <see cref="Id"/> tells which value it is, and is no part of it.
/// </remarks>
public sealed partial class GeneratedContent : IEquatable<GeneratedContent>
{
    private readonly object? _value;
    private ContentIdentity? _identity;
    private Dictionary<string, GeneratedContent>? _index;

    internal GeneratedContent(GeneratedContentKind kind, object? value, bool isComplete, ContentIdentity? identity, int depth)
    {
        Kind = kind;
        _value = value;
        IsComplete = isComplete;
        _identity = identity;
        Depth = depth;
    }

    /// <summary>Gets the JSON literal null.</summary>
    public static GeneratedContent Null { get; } = new(GeneratedContentKind.Null, null, true, null, 0);

    /// <summary>Gets what the value is.</summary>
    public GeneratedContentKind Kind { get; }

    /// <summary>Gets whether the value is all there, with everything in it.</summary>
    public bool IsComplete { get; }

    /// <summary>Gets the id of the value. It is the same in all snapshots of one response while the value grows.</summary>
    public GenerationId Id => (_identity ?? Interlocked.CompareExchange(ref _identity, new ContentIdentity(), null) ?? _identity).Id;

    /// <summary>Gets the elements of an array; empty for any other kind.</summary>
    public IReadOnlyList<GeneratedContent> Elements => _value as ContentList<GeneratedContent> ?? ContentList<GeneratedContent>.Empty;

    /// <summary>Gets the properties of an object in their order; empty for any other kind.</summary>
    public IReadOnlyList<KeyValuePair<string, GeneratedContent>> Properties =>
        _value as ContentList<KeyValuePair<string, GeneratedContent>> ?? ContentList<KeyValuePair<string, GeneratedContent>>.Empty;

    /// <summary>Gets the text of a string as far as it is there, a number as it was written, true or false; null for any other kind.</summary>
    public string? Text => Kind switch
    {
        GeneratedContentKind.String or GeneratedContentKind.Number => _value!.ToString(),
        GeneratedContentKind.Boolean => (bool)_value! ? "true" : "false",
        _ => null,
    };

    /// <summary>Gets a value that has not begun yet.</summary>
    internal static GeneratedContent NotBegun { get; } = new(GeneratedContentKind.Null, null, false, null, 0);

    /// <summary>Gets how many levels of values are in the value.</summary>
    internal int Depth { get; }

    /// <summary>Gets the value of a Boolean.</summary>
    internal bool IsTrue => _value is true;

    /// <summary>Gets the value of a property.</summary>
    /// <exception cref="GeneratedContentParsingException">It is not there.</exception>
    public GeneratedContent this[string property] => TryGetProperty(property, out GeneratedContent? value) ? value : throw Missing(property);

    /// <summary>Looks for a property.</summary>
    /// <returns>Whether the value is an object that has it.</returns>
    public bool TryGetProperty(string name, [NotNullWhen(true)] out GeneratedContent? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = null;
        IReadOnlyList<KeyValuePair<string, GeneratedContent>> properties = Properties;
        if (properties.Count > 8)
            return (_index ??= new(properties, StringComparer.Ordinal)).TryGetValue(name, out value);
        foreach ((string key, GeneratedContent candidate) in properties)
        {
            if (key == name)
                value = candidate;
        }

        return value is not null;
    }

    /// <summary>The value as JSON, without white space. A value that is not complete gives what is there.</summary>
    public override string ToString() => ToJson();

    /// <inheritdoc/>
    public bool Equals(GeneratedContent? other) => other is not null && ContentEquality.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GeneratedContent);

    /// <inheritdoc/>
    public override int GetHashCode() => ContentEquality.Hash(this);

    /// <summary>Tells whether two values are equal.</summary>
    public static bool operator ==(GeneratedContent? left, GeneratedContent? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Tells whether two values differ.</summary>
    public static bool operator !=(GeneratedContent? left, GeneratedContent? right) => !(left == right);
}

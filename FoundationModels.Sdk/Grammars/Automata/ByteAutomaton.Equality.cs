namespace FoundationModels.Grammars.Automata;

/// <content>Equality by content.</content>
internal sealed partial class ByteAutomaton
{
    private ulong _hash;

    /// <summary>Gets a hash of the language and its labels, the same in every process.</summary>
    public ulong ContentHash
    {
        get
        {
            if (_hash == 0)
            {
                ulong hash = ContentHasher.Mix(ContentHasher.Mix((ulong)ClassCount, _classes), _labels);
                hash = ContentHasher.Mix(ContentHasher.Mix(ContentHasher.Mix(hash, _rows), _edgeClasses), _edgeTargets);
                _hash = hash == 0 ? 1 : hash;
            }
            return _hash;
        }
    }

    /// <inheritdoc/>
    public bool Equals(ByteAutomaton? other) =>
        ReferenceEquals(this, other) || (other is not null && ContentHash == other.ContentHash && ClassCount == other.ClassCount
            && Same(_classes, other._classes) && Same(_labels, other._labels) && Same(_rows, other._rows)
            && Same(_edgeClasses, other._edgeClasses) && Same(_edgeTargets, other._edgeTargets));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ByteAutomaton);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)ContentHash;

    private static bool Same<T>(T[] left, T[] right)
        where T : IEquatable<T> => new ReadOnlySpan<T>(left).SequenceEqual(right);
}

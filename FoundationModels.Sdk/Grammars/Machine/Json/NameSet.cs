namespace FoundationModels.Grammars.Machine;

/// <summary>The names of properties that came: declared ones by their places, others by text where they must be remembered.</summary>
internal sealed class NameSet : IEquatable<NameSet>
{
    private readonly ulong[] _declared;
    private readonly string[] _others;
    private readonly int _hash;

    private NameSet(ulong[] declared, string[] others)
    {
        _declared = declared;
        _others = others;
        HashCode hash = default;
        foreach (ulong word in declared)
            hash.Add(word);
        foreach (string other in others)
            hash.Add(other, StringComparer.Ordinal);
        _hash = hash.ToHashCode();
    }

    /// <summary>Gets the set of no names.</summary>
    public static NameSet Empty { get; } = new([], []);

    /// <summary>Gets the undeclared names.</summary>
    public IReadOnlyList<string> Others => _others;

    /// <summary>Whether a declared name came.</summary>
    public bool Contains(int name) => name >> 6 < _declared.Length && (_declared[name >> 6] >> (name & 63) & 1) != 0;

    /// <summary>The set with one more declared name.</summary>
    public NameSet With(int name)
    {
        ulong[] declared = new ulong[Math.Max(_declared.Length, (name >> 6) + 1)];
        _declared.CopyTo(declared, 0);
        declared[name >> 6] |= 1UL << (name & 63);
        return new NameSet(declared, _others);
    }

    /// <summary>The set with one more undeclared name.</summary>
    public NameSet With(string name)
    {
        string[] others = [.. _others, name];
        Array.Sort(others, StringComparer.Ordinal);
        return new NameSet(_declared, others);
    }

    /// <inheritdoc/>
    public bool Equals(NameSet? other) => other is not null && (ReferenceEquals(this, other)
        || (_hash == other._hash && _declared.AsSpan().SequenceEqual(other._declared) && _others.AsSpan().SequenceEqual(other._others)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NameSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}

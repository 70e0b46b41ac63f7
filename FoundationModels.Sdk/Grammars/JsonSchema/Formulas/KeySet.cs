namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A set of property names: names, text atoms of patterns, other sets, or the contrary of all these.</summary>
internal sealed class KeySet
{
    /// <summary>Gets the set of all names.</summary>
    public static KeySet All { get; } = new() { Inverted = true };

    /// <summary>Gets the names in it.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Gets the atoms of patterns whose names are in it.</summary>
    public IReadOnlyList<int> Patterns { get; init; } = [];

    /// <summary>Gets the sets in it.</summary>
    public IReadOnlyList<KeySet> Union { get; init; } = [];

    /// <summary>Gets whether the set holds what is in none of these instead.</summary>
    public bool Inverted { get; init; }

    /// <summary>Gets whether every name is in the set.</summary>
    public bool IsAll => Inverted && Names.Count == 0 && Patterns.Count == 0 && Union.Count == 0;

    /// <summary>Gets whether the set is one name, and which.</summary>
    public string? SingleName => !Inverted && Names.Count == 1 && Patterns.Count == 0 && Union.Count == 0 ? Names.First() : null;

    /// <summary>The set with one name.</summary>
    public static KeySet Of(string name) => new() { Names = [name] };

    /// <summary>The names that are not in a set.</summary>
    public static KeySet Not(KeySet set) => new() { Names = set.Names, Patterns = set.Patterns, Union = set.Union, Inverted = !set.Inverted };

    /// <summary>Whether a name is in the set.</summary>
    /// <param name="name">The name; null for one that no set mentions.</param>
    /// <param name="matches">Whether the name matches the pattern of a text atom.</param>
    public bool Contains(string? name, Func<int, bool> matches)
    {
        bool inside = name is not null && Names.Contains(name);
        for (int i = 0; !inside && i < Patterns.Count; i++)
            inside = matches(Patterns[i]);
        for (int i = 0; !inside && i < Union.Count; i++)
            inside = Union[i].Contains(name, matches);
        return inside != Inverted;
    }

    /// <summary>Adds every name and pattern that the set mentions.</summary>
    public void AddMentions(ICollection<string> names, ICollection<int> patterns)
    {
        foreach (string name in Names)
            names.Add(name);
        foreach (int pattern in Patterns)
            patterns.Add(pattern);
        foreach (KeySet set in Union)
            set.AddMentions(names, patterns);
    }
}

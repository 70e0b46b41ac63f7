namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The sets of names of an image. Atoms are the same only if they have the same set object, so that each object is written once and keeps its identity.</summary>
internal sealed class KeySetNumbers
{
    private readonly Dictionary<KeySet, int> _numbers = [];
    private readonly List<KeySet> _sets = [];

    /// <summary>Gets the sets. Those in a union come before it.</summary>
    public IReadOnlyList<KeySet> Sets => _sets;

    /// <summary>The number of a set.</summary>
    public int this[KeySet set]
    {
        get
        {
            if (_numbers.TryGetValue(set, out int number))
                return number;
            foreach (KeySet part in set.Union)
                _ = this[part];
            _numbers.Add(set, number = _sets.Count);
            _sets.Add(set);
            return number;
        }
    }
}

namespace FoundationModels.Grammars.Machine;

/// <summary>Sets of classes of names, each one once; 0 is the empty set.</summary>
internal sealed class KeyClassSets
{
    private readonly List<int[]> _sets = [[]];
    private readonly Dictionary<StateList, int> _known = new() { [new StateList([])] = 0 };
    private readonly Dictionary<(int, int), int> _unions = [];

    /// <summary>The classes of a set, in order.</summary>
    public int[] this[int set] => _sets[set];

    /// <summary>The set of one class.</summary>
    public int Of(int keyClass) => Intern([keyClass]);

    /// <summary>The classes of either set.</summary>
    public int Union(int left, int right)
    {
        if (left == right || right == 0)
            return left;
        if (left == 0)
            return right;
        (int, int) key = left < right ? (left, right) : (right, left);
        if (!_unions.TryGetValue(key, out int union))
            _unions.Add(key, union = Intern([.. _sets[left].Union(_sets[right]).Order()]));
        return union;
    }

    private int Intern(int[] classes)
    {
        StateList list = new(classes);
        if (!_known.TryGetValue(list, out int set))
        {
            _known.Add(list, set = _sets.Count);
            _sets.Add(classes);
        }

        return set;
    }
}

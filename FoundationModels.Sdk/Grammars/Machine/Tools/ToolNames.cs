namespace FoundationModels.Grammars.Machine;

/// <summary>The names of tools as a tree. A name ends where another may go on; what stands behind a name tells them apart.</summary>
internal sealed class ToolNames
{
    /// <summary>The node before the first character.</summary>
    public const int Root = 0;

    private readonly List<Dictionary<byte, int>> _next = [[]];
    private readonly List<int> _ends = [-1];
    private readonly List<int> _depths = [0];
    private readonly int[] _nearest;

    /// <summary>Initializes the tree.</summary>
    /// <param name="names">The names, of ASCII characters.</param>
    /// <param name="lengthBehind">How much text a name needs behind it at least.</param>
    public ToolNames(IReadOnlyList<string> names, Func<int, int> lengthBehind)
    {
        for (int i = 0; i < names.Count; i++)
            Add(names[i], i);
        _nearest = [.. _ends];
        // What lies below a node has a larger number.
        for (int node = _next.Count - 1; node >= 0; node--)
        {
            foreach (int next in _next[node].Values)
            {
                if (_nearest[node] < 0 || LengthOf(_nearest[next]) < LengthOf(_nearest[node]))
                    _nearest[node] = _nearest[next];
            }
        }

        int LengthOf(int name) => names[name].Length + lengthBehind(name);
    }

    /// <summary>The nodes behind a node, by their characters.</summary>
    public IReadOnlyDictionary<byte, int> Next(int node) => _next[node];

    /// <summary>The place of the name that ends at a node, or -1.</summary>
    public int EndAt(int node) => _ends[node];

    /// <summary>The place of the name at or below a node that is complete with the least text.</summary>
    public int NearestTo(int node) => _nearest[node];

    /// <summary>The number of characters before a node.</summary>
    public int DepthOf(int node) => _depths[node];

    private void Add(string name, int place)
    {
        int node = Root;
        foreach (char c in name)
        {
            if (!_next[node].TryGetValue((byte)c, out int next))
            {
                _next[node].Add((byte)c, next = _next.Count);
                _next.Add([]);
                _ends.Add(-1);
                _depths.Add(_depths[node] + 1);
            }

            node = next;
        }

        _ends[node] = place;
    }
}

namespace FoundationModels.Grammars.Machine;

/// <summary>The names of tools as a tree. A name ends where another may go on; what stands behind a name tells them apart.</summary>
internal sealed class ToolNames
{
    /// <summary>The node before the first character.</summary>
    public const int Root = 0;

    private readonly List<Dictionary<byte, int>> _next = [[]];
    private readonly List<int> _ends = [-1];

    /// <summary>Initializes the tree.</summary>
    /// <param name="names">The names, of ASCII characters.</param>
    public ToolNames(IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            int node = Root;
            foreach (char c in names[i])
            {
                if (!_next[node].TryGetValue((byte)c, out int next))
                {
                    _next[node].Add((byte)c, next = _next.Count);
                    _next.Add([]);
                    _ends.Add(-1);
                }

                node = next;
            }

            _ends[node] = i;
        }
    }

    /// <summary>The nodes behind a node, by their characters.</summary>
    public IReadOnlyDictionary<byte, int> Next(int node) => _next[node];

    /// <summary>The place of the name that ends at a node, or -1.</summary>
    public int EndAt(int node) => _ends[node];
}

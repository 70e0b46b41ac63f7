namespace FoundationModels.Grammars.Ebnf;

/// <summary>
/// Orders rules by which of them can start with which: the strongly connected components of that relation (Kosaraju and Sharir), without recursion,
/// since grammars may be deep.
/// </summary>
internal static class LeftCorners
{
    /// <summary>The ranks of rules.</summary>
    /// <param name="symbols">The symbols of all productions.</param>
    /// <param name="productions">Where the productions of each rule start.</param>
    /// <param name="shortest">Says which symbols can be empty.</param>
    /// <returns>For each rule, the number of its component; a rule's number is above those of the rules that can start with it.</returns>
    public static int[] Rank(int[] symbols, int[][] productions, ShortestTexts shortest)
    {
        var starts = new List<int>[productions.Length];
        var startOf = new List<int>[productions.Length];
        for (int rule = 0; rule < productions.Length; rule++)
            (starts[rule], startOf[rule]) = ([], []);
        for (int rule = 0; rule < productions.Length; rule++)
        {
            foreach (int start in productions[rule])
            {
                // A symbol can come first when everything before it can be empty: when the rest is no longer with it than from the start.
                for (int position = start; symbols[position] != EbnfGrammar.End; position++)
                {
                    if (symbols[position] >= 0)
                    {
                        starts[rule].Add(symbols[position]);
                        startOf[symbols[position]].Add(rule);
                    }
                    if (shortest.OfRest(position) != shortest.OfRest(position + 1))
                        break;
                }
            }
        }
        return Number(starts, startOf);
    }

    private static int[] Number(List<int>[] edges, List<int>[] backwards)
    {
        var order = new List<int>();
        var visited = new bool[edges.Length];
        for (int rule = 0; rule < edges.Length; rule++)
            Visit(rule, edges, visited, order);
        var ranks = new int[edges.Length];
        var numbered = new bool[edges.Length];
        int rank = 0;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            var members = new List<int>();
            Visit(order[i], backwards, numbered, members);
            foreach (int member in members)
                ranks[member] = rank;
            rank += members.Count == 0 ? 0 : 1;
        }
        return ranks;
    }

    // Adds what can be reached and isn't visited, each behind what is reached from it.
    private static void Visit(int from, List<int>[] edges, bool[] visited, List<int> finished)
    {
        if (visited[from])
            return;
        visited[from] = true;
        var open = new Stack<(int Rule, int Next)>();
        open.Push((from, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == edges[top.Rule].Count)
            {
                finished.Add(top.Rule);
                continue;
            }
            open.Push((top.Rule, top.Next + 1));
            int target = edges[top.Rule][top.Next];
            if (!visited[target])
            {
                visited[target] = true;
                open.Push((target, 0));
            }
        }
    }
}

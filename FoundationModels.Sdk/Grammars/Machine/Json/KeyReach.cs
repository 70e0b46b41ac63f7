namespace FoundationModels.Grammars.Machine;

/// <summary>Which classes of names can still be met from each state of a language of names. All states on the way are worked out together, so that a walk through the language costs one look at each.</summary>
/// <param name="next">The state after a byte of a class.</param>
/// <param name="classCount">How many classes of bytes there are.</param>
/// <param name="label">The class of the names that end in a state, or -1.</param>
/// <param name="maximum">The most states.</param>
internal sealed class KeyReach(Func<int, int, int> next, int classCount, Func<int, int> label, int maximum)
{
    private const int Open = -1;

    private readonly KeyClassSets _sets = new();
    private readonly Dictionary<int, int> _known = [];

    // Tarjan's algorithm: states that reach each other have the same set.
    private readonly List<int> _component = [];
    private readonly Dictionary<int, int> _order = [];
    private readonly Stack<Visit> _path = new();

    /// <summary>The classes of names that a state leads to.</summary>
    /// <exception cref="GrammarRefusal">There are too many states.</exception>
    public int[] From(int state)
    {
        if (!_known.TryGetValue(state, out int set))
        {
            try
            {
                Explore(state);
            }
            catch (GrammarRefusal)
            {
                // What was begun must not look as if it were known.
                _known.Clear();
                throw;
            }

            set = _known[state];
        }

        return _sets[set];
    }

    private void Explore(int start)
    {
        _order.Clear();
        _component.Clear();
        _path.Clear();
        Enter(start);
        while (_path.Count > 0)
        {
            Visit visit = _path.Pop();
            if (visit.Class == classCount)
            {
                Leave(visit);
                continue;
            }

            int target = next(visit.State, visit.Class++);
            if (target >= 0)
            {
                if (!_known.TryGetValue(target, out int set))
                {
                    _path.Push(visit);
                    Enter(target);
                    continue;
                }

                if (set == Open)
                    visit.Low = Math.Min(visit.Low, _order[target]);
                else
                    visit.Set = _sets.Union(visit.Set, set);
            }

            _path.Push(visit);
        }
    }

    private void Enter(int state)
    {
        if (_known.Count >= maximum)
            throw new GrammarRefusal("", "The patterns of the property names together are too complex. Use fewer or simpler ones.");
        int order = _order.Count;
        _order.Add(state, order);
        _known.Add(state, Open);
        _component.Add(state);
        _path.Push(new Visit { State = state, Low = order, Set = label(state) is >= 0 and int found ? _sets.Of(found) : 0 });
    }

    private void Leave(in Visit visit)
    {
        if (visit.Low == _order[visit.State])
        {
            int member;
            do
            {
                member = _component[^1];
                _component.RemoveAt(_component.Count - 1);
                _known[member] = visit.Set;
            }
            while (member != visit.State);
        }

        if (!_path.TryPop(out Visit before))
            return;
        before.Low = Math.Min(before.Low, visit.Low);
        before.Set = _sets.Union(before.Set, visit.Set);
        _path.Push(before);
    }

    private struct Visit
    {
        public int State;
        public int Class;
        public int Low;
        public int Set;
    }
}

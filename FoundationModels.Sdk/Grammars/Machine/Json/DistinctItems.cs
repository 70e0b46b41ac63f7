using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Values for items that must all differ.</summary>
/// <remarks>Items that more values fit than there are items never run short. The others get values by matching: a value moves to where another one can take its place.</remarks>
internal sealed class DistinctItems
{
    private readonly List<JsonLiteral>?[] _values;
    private readonly Dictionary<JsonLiteral, int> _owners = [];

    private DistinctItems(JsonMachine machine, IReadOnlyList<Formula> items)
    {
        Dictionary<Formula, List<JsonLiteral>?> known = [];
        _values = new List<JsonLiteral>?[items.Count];
        for (int i = 0; i < _values.Length; i++)
        {
            if (!known.TryGetValue(items[i], out List<JsonLiteral>? values))
                known.Add(items[i], values = ValueCount.AllIfFewerThan(machine, items[i], items.Count));
            _values[i] = values;
        }
    }

    /// <summary>Finds values.</summary>
    /// <returns>The value of each item that could run short, null for the others; or null where there are no values for all.</returns>
    public static JsonLiteral?[]? Find(JsonMachine machine, IReadOnlyList<Formula> items)
    {
        DistinctItems search = new(machine, items);
        for (int i = 0; i < items.Count; i++)
        {
            if (search._values[i] is not null && !search.Place(i, []))
                return null;
        }

        JsonLiteral?[] found = new JsonLiteral?[items.Count];
        foreach (KeyValuePair<JsonLiteral, int> owner in search._owners)
            found[owner.Value] = owner.Key;
        return found;
    }

    private bool Place(int item, HashSet<JsonLiteral> tried)
    {
        foreach (JsonLiteral value in _values[item]!)
        {
            if (!tried.Add(value) || (_owners.TryGetValue(value, out int owner) && !Place(owner, tried)))
                continue;
            _owners[value] = item;
            return true;
        }

        return false;
    }
}

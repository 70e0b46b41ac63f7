using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Whether items that must all differ can be found.</summary>
internal static class DistinctItems
{
    /// <summary>Whether each formula can get a value of its own.</summary>
    /// <remarks>Values are taken one by one; each is then forbidden to the items behind it. Items that more values fit than there are items never run short and are left out.</remarks>
    public static bool Exist(JsonMachine machine, IReadOnlyList<Formula> items)
    {
        FormulaPool schemas = machine.Tables.Schemas;
        List<Formula> scarce = [.. items.Where(i => ValueCount.UpTo(machine, i, items.Count) < items.Count)];
        List<Formula> taken = [];
        foreach (Formula item in scarce.OrderBy(i => ValueCount.UpTo(machine, i, items.Count)))
        {
            Formula free = schemas.And([item, .. taken.Select(schemas.Not)]);
            if (!machine.Inhabitants.Any(free))
                return false;
            if (ValueCount.First(machine, free) is { } value)
                taken.Add(machine.Tables.Leaf(value));
        }

        return true;
    }
}

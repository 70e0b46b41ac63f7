namespace FoundationModels.Grammars.Machine;

/// <summary>The array around an item.</summary>
/// <param name="machine">The machine.</param>
/// <param name="situation">The array before the item.</param>
/// <param name="outer">What is around the array.</param>
/// <param name="layout">How the array is laid out.</param>
/// <param name="start">Where the item's text begins, if it is needed.</param>
/// <param name="isInner">Whether something around the array needs its text too.</param>
internal sealed class ArrayFrame(JsonMachine machine, ArraySituation situation, JsonFrame outer, int layout, Capture? start, bool isInner)
    : JsonFrame(machine, outer.Depth + 1)
{
    private readonly Dictionary<int, ArraySituation> _after = [];

    /// <inheritdoc/>
    public override JsonState Done(int answers, in JsonContext context)
    {
        JsonContext behind = new(JsonLayout.Restore(context.Layout, layout), isInner || start is null ? context.Capture : null);
        return ArrayState.After(Machine, After(answers, context.Capture), outer, behind);
    }

    private ArraySituation After(int answers, Capture? text)
    {
        if (start is not null && text is not null)
            return situation.After(text.Since(start), answers);
        if (!_after.TryGetValue(answers, out ArraySituation? after))
            _after.Add(answers, after = situation.After(null, answers));
        return after;
    }
}

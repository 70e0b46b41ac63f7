namespace FoundationModels.Grammars.Machine;

/// <summary>The object around a property's value.</summary>
/// <param name="machine">The machine.</param>
/// <param name="situation">The object before the property.</param>
/// <param name="member">The property.</param>
/// <param name="name">Its name, where undeclared names are remembered.</param>
/// <param name="outer">What is around the object.</param>
/// <param name="layout">How the object is laid out.</param>
internal sealed class ObjectFrame(JsonMachine machine, ObjectSituation situation, ObjectMember member, string? name, JsonFrame outer, int layout)
    : JsonFrame(machine, outer.Depth + 1)
{
    private readonly Dictionary<int, ObjectSituation> _after = [];

    /// <inheritdoc/>
    public override JsonState Done(int answers, in JsonContext context)
    {
        if (!_after.TryGetValue(answers, out ObjectSituation? after))
            _after.Add(answers, after = situation.After(member, name, answers));
        return ObjectState.After(Machine, after, outer, context with { Layout = JsonLayout.Restore(context.Layout, layout) });
    }
}

namespace FoundationModels.Grammars.Machine;

/// <summary>Around the whole text there is nothing.</summary>
internal sealed class RootFrame(JsonMachine machine) : JsonFrame(machine, 0)
{
    /// <inheritdoc/>
    public override JsonState Done(int answers, in JsonContext context)
        => Machine.State(new StateKey(StateKind.End, null, this, 0, context), static (machine, key) => new EndState(machine, key.Frame));
}

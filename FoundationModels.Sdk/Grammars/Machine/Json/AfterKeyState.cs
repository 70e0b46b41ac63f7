namespace FoundationModels.Grammars.Machine;

/// <summary>Behind the name of a property, before the colon.</summary>
internal sealed class AfterKeyState : JsonState
{
    private readonly ObjectSituation _situation;
    private readonly ObjectMember _member;
    private readonly string? _name;
    private readonly long _progress;

    private AfterKeyState(JsonMachine machine, JsonFrame outer, JsonContext context, ObjectSituation situation, ObjectMember member, string? name, long progress)
        : base(machine, outer, context)
    {
        _situation = situation;
        _member = member;
        _name = name;
        _progress = progress;
    }

    /// <summary>The state behind a name.</summary>
    public static JsonState Of(JsonMachine machine, ObjectSituation situation, ObjectMember member, string? name, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, member, name, outer, context, 0);

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        output.Add((byte)':');
        Behind(Context.After((byte)':')).AppendShortestCompletion(output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        if (value == ':')
            return Behind(Context.After(value));
        int layout = Context.Layout;
        return Machine.Layout.Next(JsonGap.Other, ref layout, _progress, Frame.Depth + 1, value) is >= 0 and long next
            ? Of(Machine, _situation, _member, _name, Frame, Context.After(value), next)
            : null;
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        live.Add((byte)':');
        Machine.Layout.AddWhitespace(JsonGap.Other, Context.Layout, _progress, Frame.Depth + 1, ref live);
        return live;
    }

    private static JsonState Of(JsonMachine machine, ObjectSituation situation, ObjectMember member, string? name, JsonFrame outer, JsonContext context, long progress)
        => machine.State(
            new StateKey(StateKind.AfterKey, member, outer, progress, context, machine.NamedFrame(situation, member, name, outer, context.Layout)),
            (m, key) => new AfterKeyState(m, key.Frame, key.Context, situation, member, name, key.Position));

    private JsonState Behind(in JsonContext context)
        => ValueState.Of(Machine, _member.Choice.Value, Machine.NamedFrame(_situation, _member, _name, Frame, Context.Layout), context, JsonGap.AfterColon);
}

namespace FoundationModels.Grammars.Machine;

/// <summary>In an object, behind its brace, a property, or a comma.</summary>
internal sealed class ObjectState : JsonState
{
    private readonly ObjectSituation _situation;
    private readonly StateKind _kind;
    private readonly long _progress;

    private ObjectState(JsonMachine machine, JsonFrame outer, JsonContext context, ObjectSituation situation, StateKind kind, long progress)
        : base(machine, outer, context)
    {
        _situation = situation;
        _kind = kind;
        _progress = progress;
    }

    private int Depth => Frame.Depth + 1;

    private JsonGap Gap => _kind switch
    {
        StateKind.ObjectOpen => JsonGap.AfterOpen,
        StateKind.NextProperty => JsonGap.AfterComma,
        _ => JsonGap.BeforeClose,
    };

    /// <summary>The state behind the brace.</summary>
    public static JsonState Open(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context with { Layout = JsonLayout.Enter(context.Layout) }, StateKind.ObjectOpen, 0);

    /// <summary>The state behind a property.</summary>
    public static JsonState After(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context, StateKind.AfterProperty, 0);

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        bool mustHaveMember = _kind == StateKind.NextProperty || (_kind == StateKind.ObjectOpen && !Machine.Layout.CanCloseEmpty(Context.Layout, _progress));
        lock (Machine.Gate)
            Machine.Shortest.Complete(_situation, _kind == StateKind.AfterProperty, this, mustHaveMember, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        int layout = Context.Layout;
        if (value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            long next = Machine.Layout.Next(Gap, ref layout, _progress, Depth, value);
            return next < 0 ? null : Of(Machine, _situation, Frame, (Context with { Layout = layout }).After(value), _kind, next);
        }

        switch (value)
        {
            case (byte)'}':
                return CanClose() ? Frame.Done(_situation.AnswersAtEnd(), Context.After(value)) : null;
            case (byte)',':
                return CanContinue() ? Of(Machine, _situation, Frame, Context.After(value), StateKind.NextProperty, 0) : null;
            case (byte)'"' when _kind != StateKind.AfterProperty && _situation.HasNext && Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth):
                return KeyState.Open(Machine, _situation, Frame, (Context with { Layout = layout }).After(value));
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        int layout = Context.Layout;
        if (Machine.Layout.IsFree || (_kind == StateKind.AfterProperty ? _situation.CanEnd : _situation.HasNext))
            Machine.Layout.AddWhitespace(Gap, layout, _progress, Depth, ref live);
        if (CanClose())
            live.Add((byte)'}');
        if (CanContinue())
            live.Add((byte)',');
        if (_kind != StateKind.AfterProperty && _situation.HasNext && Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth))
            live.Add((byte)'"');
        return live;
    }

    private static JsonState Of(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context, StateKind kind, long progress)
        => machine.State(
            new StateKey(kind, situation, outer, progress, context),
            static (m, key) => new ObjectState(m, key.Frame, key.Context, (ObjectSituation)key.Subject!, key.Kind, key.Position));

    private bool CanContinue() => _kind == StateKind.AfterProperty && (_progress == 0 || Machine.Layout.IsFree) && _situation.HasNext;

    private bool CanClose()
    {
        int layout = Context.Layout;
        return _kind switch
        {
            StateKind.ObjectOpen => _situation.CanEnd && Machine.Layout.CanCloseEmpty(layout, _progress),
            StateKind.AfterProperty => _situation.CanEnd && Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth),
            _ => false,
        };
    }
}

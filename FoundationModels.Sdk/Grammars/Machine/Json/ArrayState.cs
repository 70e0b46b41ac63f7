namespace FoundationModels.Grammars.Machine;

/// <summary>In an array, behind its bracket or behind an item.</summary>
internal sealed class ArrayState : JsonState
{
    private readonly ArraySituation _situation;
    private readonly bool _isOpening;
    private readonly long _progress;

    private ArrayState(JsonMachine machine, JsonFrame outer, JsonContext context, ArraySituation situation, bool isOpening, long progress)
        : base(machine, outer, context)
    {
        _situation = situation;
        _isOpening = isOpening;
        _progress = progress;
    }

    private int Depth => Frame.Depth + 1;

    private JsonGap Gap => _isOpening ? JsonGap.AfterOpen : JsonGap.BeforeClose;

    /// <summary>The state behind the bracket.</summary>
    public static JsonState Open(JsonMachine machine, ArraySituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context with { Layout = JsonLayout.Enter(context.Layout) }, StateKind.ArrayOpen, 0);

    /// <summary>The state behind an item.</summary>
    public static JsonState After(JsonMachine machine, ArraySituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context, StateKind.AfterItem, 0);

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        lock (Machine.Gate)
            Machine.Shortest.Complete(_situation, _isOpening, this, _isOpening && !Machine.Layout.CanCloseEmpty(Context.Layout, _progress), output);
    }

    /// <summary>The state before the next item, and the item's goal.</summary>
    public (ValueGoal Goal, JsonFrame Frame, JsonContext Context)? NextItem(in JsonContext context)
    {
        if (_situation.Next is not { } next)
            return null;
        JsonContext inner = context;
        if (_situation.Captures && inner.Capture is null)
            inner = inner with { Capture = Machine.CaptureRoot };
        return (next.Value, Machine.ItemFrame(_situation, Frame, context.Layout, _situation.Captures ? inner.Capture : null, context.Capture is not null), inner);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        int layout = Context.Layout;
        if (value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            long next = Machine.Layout.Next(Gap, ref layout, _progress, Depth, value);
            return next < 0 ? null : Of(Machine, _situation, Frame, (Context with { Layout = layout }).After(value), _isOpening ? StateKind.ArrayOpen : StateKind.AfterItem, next);
        }

        if (value == ']')
            return CanClose() ? Frame.Done(_situation.AnswersAtEnd(), Context.After(value)) : null;
        if (_isOpening)
        {
            return Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth) && NextItem(Context with { Layout = layout }) is { } first
                ? ValueState.Begin(Machine, first.Goal, first.Frame, first.Context, value)
                : null;
        }

        return value == ',' && CanContinue() && NextItem(Context.After(value)) is { } item
            ? ValueState.Of(Machine, item.Goal, item.Frame, item.Context, JsonGap.AfterComma)
            : null;
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        int layout = Context.Layout;
        if (_isOpening ? _situation.Next is not null || Machine.Layout.IsFree : _situation.CanEnd || Machine.Layout.IsFree)
            Machine.Layout.AddWhitespace(Gap, layout, _progress, Depth, ref live);
        if (CanClose())
            live.Add((byte)']');
        if (_isOpening && Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth) && NextItem(Context with { Layout = layout }) is { } first)
            ValueState.AddBeginnings(Machine, first.Goal, first.Frame, first.Context, ref live);
        if (!_isOpening && CanContinue() && _situation.Next is not null)
            live.Add((byte)',');
        return live;
    }

    private static JsonState Of(JsonMachine machine, ArraySituation situation, JsonFrame outer, in JsonContext context, StateKind kind, long progress)
        => machine.State(
            new StateKey(kind, situation, outer, progress, context),
            static (m, key) => new ArrayState(m, key.Frame, key.Context, (ArraySituation)key.Subject!, key.Kind == StateKind.ArrayOpen, key.Position));

    private bool CanContinue() => _progress == 0 || Machine.Layout.IsFree;

    private bool CanClose()
    {
        int layout = Context.Layout;
        return _situation.CanEnd && (_isOpening ? Machine.Layout.CanCloseEmpty(layout, _progress) : Machine.Layout.CanEnd(Gap, ref layout, _progress, Depth));
    }
}

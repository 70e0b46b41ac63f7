namespace FoundationModels.Grammars.Machine;

/// <summary>Before a value, in the white space there or behind it.</summary>
internal sealed class ValueState(JsonMachine machine, ValueGoal goal, JsonFrame frame, JsonContext context, JsonGap gap, long progress)
    : JsonState(machine, frame, context)
{
    /// <summary>The state before a value.</summary>
    public static JsonState Of(JsonMachine machine, ValueGoal goal, JsonFrame frame, in JsonContext context, JsonGap gap, long progress = 0)
        => machine.State(
            new StateKey(StateKind.Value, goal, frame, ((long)gap << 32) | progress, context),
            static (m, key) => new ValueState(m, (ValueGoal)key.Subject!, key.Frame, key.Context, (JsonGap)(key.Position >> 32), key.Position & uint.MaxValue));

    /// <summary>The state after the first byte of a value.</summary>
    public static GrammarState? Begin(JsonMachine machine, ValueGoal goal, JsonFrame frame, in JsonContext context, byte value)
    {
        ValueForms forms = machine.FormsOf(goal);
        JsonContext behind = context.After(value);
        switch (value)
        {
            case (byte)'n':
                return Constant(JsonConstant.Null, behind);
            case (byte)'f':
                return Constant(JsonConstant.False, behind);
            case (byte)'t':
                return Constant(JsonConstant.True, behind);
            case (byte)'"':
                return forms.String is { } text ? StringState.Of(machine, text.Language, text.Language.Start, frame, behind) : null;
            case (byte)'[':
                return frame.Depth < machine.Options.Limits.MaximumDepth && forms.Array is { } array ? ArrayState.Open(machine, array, frame, behind) : null;
            case (byte)'{':
                return frame.Depth < machine.Options.Limits.MaximumDepth && forms.Object is { } obj ? ObjectState.Open(machine, obj, frame, behind) : null;
            default:
                return forms.Number is { } number && number.Language.Next(number.Language.Start, value) is >= 0 and int next
                    ? NumberState.Of(machine, number.Language, next, frame, behind)
                    : null;
        }

        GrammarState? Constant(JsonConstant constant, in JsonContext after)
            => forms.Constant(constant) is >= 0 and int answers ? ConstantState.Of(machine, constant, 1, answers, frame, after) : null;
    }

    /// <summary>Adds the bytes that a value may begin with.</summary>
    public static void AddBeginnings(JsonMachine machine, ValueGoal goal, JsonFrame frame, in JsonContext context, ref ByteSet live)
    {
        foreach (byte value in "\"{[-0123456789ntf"u8)
        {
            if (Begin(machine, goal, frame, context, value) is not null)
                live.Add(value);
        }
    }

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        lock (Machine.Gate)
            Machine.Shortest.Complete(goal, this, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        int layout = Context.Layout;
        if (value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            long next = Machine.Layout.Next(gap, ref layout, progress, Frame.Depth, value);
            return next < 0 ? null : Of(Machine, goal, Frame, (Context with { Layout = layout }).After(value), gap, next);
        }

        return Machine.Layout.CanEnd(gap, ref layout, progress, Frame.Depth) ? Begin(Machine, goal, Frame, Context with { Layout = layout }, value) : null;
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        int layout = Context.Layout;
        Machine.Layout.AddWhitespace(gap, layout, progress, Frame.Depth, ref live);
        if (Machine.Layout.CanEnd(gap, ref layout, progress, Frame.Depth))
            AddBeginnings(Machine, goal, Frame, Context with { Layout = layout }, ref live);
        return live;
    }
}

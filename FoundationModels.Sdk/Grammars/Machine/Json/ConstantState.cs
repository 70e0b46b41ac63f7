namespace FoundationModels.Grammars.Machine;

/// <summary>In null, true or false.</summary>
internal sealed class ConstantState : JsonState
{
    private readonly JsonConstant _constant;
    private readonly int _read;
    private readonly int _answers;

    private ConstantState(JsonMachine machine, JsonFrame frame, JsonContext context, JsonConstant constant, int read, int answers)
        : base(machine, frame, context)
    {
        _constant = constant;
        _read = read;
        _answers = answers;
    }

    private ReadOnlySpan<byte> Text => _constant switch
    {
        JsonConstant.Null => "null"u8,
        JsonConstant.False => "false"u8,
        _ => "true"u8,
    };

    /// <summary>The state after a number of bytes of a constant.</summary>
    public static JsonState Of(JsonMachine machine, JsonConstant constant, int read, int answers, JsonFrame frame, in JsonContext context)
        => machine.State(
            new StateKey(StateKind.Constant, null, frame, ((long)answers << 8) | ((long)constant << 4) | (uint)read, context),
            static (m, key) => new ConstantState(m, key.Frame, key.Context, (JsonConstant)(key.Position >> 4 & 15), (int)(key.Position & 15), (int)(key.Position >> 8)));

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        JsonContext behind = Context;
        foreach (byte value in Text[_read..])
        {
            output.Add(value);
            behind = behind.After(value);
        }

        Frame.AppendCompletion(_answers, behind, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        if (value != Text[_read])
            return null;
        JsonContext behind = Context.After(value);
        return _read + 1 == Text.Length ? Frame.Done(_answers, behind) : Of(Machine, _constant, _read + 1, _answers, Frame, behind);
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        live.Add(Text[_read]);
        return live;
    }
}

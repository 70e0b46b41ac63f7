namespace FoundationModels.Grammars.Machine;

/// <summary>In a number. It ends where something comes that is no part of it.</summary>
internal sealed class NumberState : JsonState
{
    private readonly TextLanguage _language;
    private readonly int _position;
    private JsonState? _behind;

    private NumberState(JsonMachine machine, JsonFrame frame, JsonContext context, TextLanguage language, int position)
        : base(machine, frame, context)
    {
        _language = language;
        _position = position;
    }

    /// <inheritdoc/>
    public override bool IsAccepting => Behind is { IsAccepting: true };

    private JsonState? Behind
    {
        get
        {
            if (_behind is null)
            {
                lock (Gate)
                    _behind ??= _language.Label(_position) is >= 0 and int answers ? Frame.Done(answers, Context) : null;
            }

            return _behind;
        }
    }

    /// <summary>The state in a number.</summary>
    public static JsonState Of(JsonMachine machine, TextLanguage language, int position, JsonFrame frame, in JsonContext context)
        => machine.State(
            new StateKey(StateKind.Number, language, frame, position, context),
            static (m, key) => new NumberState(m, key.Frame, key.Context, (TextLanguage)key.Subject!, (int)key.Position));

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        int before = output.Count;
        _language.AppendShortestSuffix(_position, output);
        JsonContext behind = Context;
        int position = _position;
        for (int i = before; i < output.Count; i++)
        {
            behind = behind.After(output[i]);
            position = _language.Next(position, output[i]);
        }

        Frame.AppendCompletion(_language.Label(position), behind, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
        => _language.Next(_position, value) is >= 0 and int next ? Of(Machine, _language, next, Frame, Context.After(value)) : Behind?.Step(value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = Behind?.LiveBytes ?? default;
        foreach (byte value in "0123456789+-.eE"u8)
        {
            if (_language.Next(_position, value) >= 0)
                live.Add(value);
        }

        return live;
    }
}

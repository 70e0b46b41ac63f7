namespace FoundationModels.Grammars.Machine;

/// <summary>In the name of a property.</summary>
internal sealed class KeyState : TextState
{
    private readonly ObjectSituation _situation;
    private readonly Capture? _name;

    private KeyState(JsonMachine machine, JsonFrame outer, JsonContext context, ObjectSituation situation, long position, Capture? name)
        : base(machine, outer, context, situation.AllowsOthers ? situation.Program.Keys : situation.LiveKeys, position)
    {
        _situation = situation;
        _name = name;
    }

    /// <inheritdoc/>
    public override bool IsFiltered => !_situation.AllowsOthers;

    /// <inheritdoc/>
    public override bool NeedsBytes => _name is not null || base.NeedsBytes;

    /// <summary>Gets whether some undeclared names must not come.</summary>
    public bool HasNamesToAvoid => _name is not null && _situation.Used.Others.Count > 0;

    /// <inheritdoc/>
    public override GrammarState? CloseLabel(int label, in JsonContext context)
        => _situation.Member(label) is { } member ? AfterKeyState.Of(Machine, _situation, member, null, Frame, context) : null;

    /// <summary>Gets the object.</summary>
    public ObjectSituation Situation => _situation;

    /// <summary>The state behind the quote that opens a name.</summary>
    public static JsonState Open(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context, situation.Program.Keys.Start, situation.RemembersNames ? machine.CaptureRoot : null);

    /// <inheritdoc/>
    public override GrammarState? Close(int state, in JsonContext context)
    {
        int keyClass = Language.Label(state);
        if (keyClass < 0 || _situation.Member(keyClass) is not { } member)
            return null;
        string? name = null;
        if (_name is not null && keyClass >= _situation.Program.Names.Length)
        {
            name = LiteralText.Unquote(_name.Since(Machine.CaptureRoot));
            if (_situation.Used.Others.Contains(name))
                return null;
        }

        return AfterKeyState.Of(Machine, _situation, member, name, Frame, context);
    }

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        lock (Machine.Gate)
            ShortestValues.Complete(_situation, this, output);
    }

    /// <summary>The bytes of the name so far, where names are remembered.</summary>
    public byte[]? NameSoFar() => _name?.Since(Machine.CaptureRoot);

    /// <inheritdoc/>
    protected override GrammarState At(long position, byte value) => Of(Machine, _situation, Frame, Context.After(value), position, _name?.Append(value));

    private static JsonState Of(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context, long position, Capture? name)
        => machine.State(
            new StateKey(StateKind.Key, situation, outer, position, context, name),
            static (m, key) => new KeyState(m, key.Frame, key.Context, (ObjectSituation)key.Subject!, key.Position, (Capture?)key.Extra));
}

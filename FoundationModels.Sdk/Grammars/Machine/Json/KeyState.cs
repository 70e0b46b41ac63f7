using System.Text;

namespace FoundationModels.Grammars.Machine;

/// <summary>In the name of a property.</summary>
internal sealed class KeyState : TextState
{
    private readonly ObjectSituation _situation;
    private readonly Capture? _name;

    private KeyState(JsonMachine machine, JsonFrame outer, JsonContext context, ObjectSituation situation, long position, Capture? name)
        : base(machine, outer, context, IsSharedBy(situation) ? situation.Program.Keys : situation.LiveKeys, position)
    {
        _situation = situation;
        _name = name;
    }

    /// <inheritdoc/>
    public override bool IsFiltered => !IsSharedBy(_situation);

    /// <inheritdoc/>
    public override bool NeedsBytes => _name is not null || base.NeedsBytes;

    /// <inheritdoc/>
    public override GrammarState? CloseLabel(int label, in JsonContext context)
        => _situation.Member(label) is { } member ? AfterKeyState.Of(Machine, _situation, member, null, Frame, context) : null;

    /// <summary>Gets the object.</summary>
    public ObjectSituation Situation => _situation;

    /// <summary>The state behind the quote that opens a name.</summary>
    public static JsonState Open(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context)
        => Of(machine, situation, outer, context, IsSharedBy(situation) ? situation.Program.Keys.Start : situation.LiveKeys.Start, situation.RemembersNames ? machine.CaptureRoot : null);

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
        List<byte> rest = [];
        lock (Machine.Gate)
            JsonStringText.AppendCompletion(_situation.LiveKeys, LivePosition(), Machine.IsCanonical, rest);
        ShortestValues.Feed(this, rest, output).AppendShortestCompletion(output);
    }

    /// <summary>How undeclared names that came, and must not come again, go on from here.</summary>
    public IEnumerable<byte[]> RestsOfNamesThatCame()
    {
        if (_name is null || _situation.Used.Others.Count == 0)
            return [];
        string name = LiteralText.Unquote(_name.Since(Machine.CaptureRoot));
        return _situation.Used.Others.Where(o => o.StartsWith(name, StringComparison.Ordinal)).Select(o => Encoding.UTF8.GetBytes(o[name.Length..]));
    }

    /// <inheritdoc/>
    protected override GrammarState? At(long position, byte value) => Of(Machine, _situation, Frame, Context.After(value), position, _name?.Append(value));

    // Where any name may come and nothing tells undeclared ones apart, all objects share one language, and names that came are looked at when they end.
    private static bool IsSharedBy(ObjectSituation situation) => situation.AllowsOthers && !situation.MayRunOutOfNames;

    private long LivePosition()
    {
        if (IsFiltered || _name is null || _situation.Used.Others.Count == 0)
            return Position;
        long position = _situation.LiveKeys.Start;
        foreach (byte value in _name.Since(Machine.CaptureRoot))
            position = JsonStringText.Next(_situation.LiveKeys, position, value, Machine.IsCanonical);
        return position;
    }

    private static JsonState Of(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context, long position, Capture? name)
        => machine.State(
            new StateKey(StateKind.Key, situation, outer, position, context, name),
            static (m, key) => new KeyState(m, key.Frame, key.Context, (ObjectSituation)key.Subject!, key.Position, (Capture?)key.Extra));
}

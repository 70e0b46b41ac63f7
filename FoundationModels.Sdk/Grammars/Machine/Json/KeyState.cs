using System.Text;

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

    /// <summary>Gets whether the names to come may be so few that all those with one beginning came already.</summary>
    public bool MayRunOutOfNames => _name is not null && _situation.MayRunOutOfNames;

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

    /// <summary>How undeclared names that came, and must not come again, go on from here.</summary>
    public IEnumerable<byte[]> RestsOfNamesThatCame()
    {
        if (_name is null || _situation.Used.Others.Count == 0)
            return [];
        string name = LiteralText.Unquote(_name.Since(Machine.CaptureRoot));
        return _situation.Used.Others.Where(o => o.StartsWith(name, StringComparison.Ordinal)).Select(o => Encoding.UTF8.GetBytes(o[name.Length..]));
    }

    /// <summary>The bytes of the name so far, where names are remembered.</summary>
    public byte[]? NameSoFar() => _name?.Since(Machine.CaptureRoot);

    /// <inheritdoc/>
    protected override bool CanGoOn(long position, byte value) => !MayRunOutOfNames || HasWay(position, _name!.Append(value));

    /// <inheritdoc/>
    protected override GrammarState? At(long position, byte value) => Of(Machine, _situation, Frame, Context.After(value), position, _name?.Append(value));

    // Some name that did not come yet must be left: nearly always the name so far is not even the beginning of one that came.
    private bool HasWay(long position, Capture name)
    {
        if (!JsonStringText.IsInEscape(position))
            return KeyTexts.HasUnused(_situation, JsonStringText.StateOf(position), name.Since(Machine.CaptureRoot));
        foreach (byte value in JsonStringText.EscapeBytes)
        {
            if (JsonStringText.Next(Language, position, value, Machine.IsCanonical) is >= 0 and long next && HasWay(next, name.Append(value)))
                return true;
        }

        return false;
    }

    private static JsonState Of(JsonMachine machine, ObjectSituation situation, JsonFrame outer, in JsonContext context, long position, Capture? name)
        => machine.State(
            new StateKey(StateKind.Key, situation, outer, position, context, name),
            static (m, key) => new KeyState(m, key.Frame, key.Context, (ObjectSituation)key.Subject!, key.Position, (Capture?)key.Extra));
}

namespace FoundationModels.Grammars.Machine;

/// <summary>In a string.</summary>
internal sealed class StringState : TextState
{
    private StringState(JsonMachine machine, JsonFrame frame, JsonContext context, TextLanguage language, long position)
        : base(machine, frame, context, language, position)
    {
    }

    /// <summary>The state in a string.</summary>
    public static JsonState Of(JsonMachine machine, TextLanguage language, long position, JsonFrame frame, in JsonContext context)
        => machine.State(
            new StateKey(StateKind.String, language, frame, position, context),
            static (m, key) => new StringState(m, key.Frame, key.Context, (TextLanguage)key.Subject!, key.Position));

    /// <inheritdoc/>
    public override GrammarState? CloseLabel(int label, in JsonContext context) => Frame.Done(label, context);

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        int before = output.Count;
        int state = JsonStringText.AppendCompletion(Language, Position, Machine.IsCanonical, output);
        JsonContext behind = Context;
        for (int i = before; i < output.Count; i++)
            behind = behind.After(output[i]);
        Frame.AppendCompletion(Language.Label(state), behind, output);
    }

    /// <inheritdoc/>
    protected override GrammarState At(long position, byte value) => Of(Machine, Language, position, Frame, Context.After(value));
}

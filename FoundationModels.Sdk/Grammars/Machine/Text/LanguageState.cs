using FoundationModels.Grammars.Masks;

namespace FoundationModels.Grammars.Machine;

/// <summary>A place in a text of a language.</summary>
internal sealed class LanguageState(LanguageMachine machine, int state, SharedMasks masks) : GrammarState
{
    /// <inheritdoc/>
    public override MaskSlot? Masks
    {
        get => masks.Slot;
        set => masks.Slot = value;
    }

    /// <inheritdoc/>
    public override bool IsAccepting => machine.Language.Label(state) >= 0;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (!IsAccepting)
            machine.Language.AppendShortestSuffix(state, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => machine.StateAt(machine.Language.Next(state, value));

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        for (int value = 0; value < 256; value++)
        {
            if (machine.Language.Next(state, (byte)value) != TextLanguage.Dead)
                live.Add((byte)value);
        }
        return live;
    }
}

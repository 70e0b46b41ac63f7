namespace FoundationModels.Grammars.Machine;

/// <summary>Within the quotes of a string or of a property's name.</summary>
internal abstract class TextState(JsonMachine machine, JsonFrame frame, JsonContext context, TextLanguage language, long position)
    : JsonState(machine, frame, context)
{
    /// <summary>Gets the language of the decoded text.</summary>
    public TextLanguage Language { get; } = language;

    /// <summary>Gets the place in the text: see <see cref="JsonStringText"/>.</summary>
    public long Position { get; } = position;

    /// <summary>Gets whether the language belongs to this text's surroundings alone, so that no mask of it can be shared.</summary>
    public virtual bool IsFiltered => false;

    /// <summary>Gets whether what is behind the text depends on its bytes and not only on the state of the language.</summary>
    public virtual bool NeedsBytes => Context.Capture is not null;

    /// <summary>The state behind the closing quote, or null where the text may not end.</summary>
    /// <param name="state">The state of the language at the end of the text.</param>
    /// <param name="context">The context behind the quote.</param>
    public virtual GrammarState? Close(int state, in JsonContext context) => Language.Label(state) is >= 0 and int label ? CloseLabel(label, context) : null;

    /// <summary>The state behind the closing quote of a text with a label, or null where it may not end; that it repeats an earlier one is not looked at.</summary>
    /// <param name="label">The label.</param>
    /// <param name="context">The context behind the quote.</param>
    public abstract GrammarState? CloseLabel(int label, in JsonContext context);

    /// <summary>The state at another place of the same text, reached by a byte.</summary>
    protected abstract GrammarState? At(long position, byte value);

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        long next = JsonStringText.Next(Language, Position, value, Machine.IsCanonical);
        if (next == JsonStringText.Closed)
            return Close(JsonStringText.StateOf(Position), Context.After(value));
        return next >= 0 ? At(next, value) : null;
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        for (int value = 0; value < 256; value++)
        {
            long next = JsonStringText.Next(Language, Position, (byte)value, Machine.IsCanonical);
            bool isLive = next == JsonStringText.Closed
                ? Close(JsonStringText.StateOf(Position), Context.After((byte)value)) is not null
                : next >= 0;
            if (isLive)
                live.Add((byte)value);
        }

        return live;
    }
}

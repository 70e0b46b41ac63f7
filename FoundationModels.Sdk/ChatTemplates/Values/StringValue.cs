using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// Text with provenance. Concatenation is lazy: the parts are joined when somebody reads the text, so that building a prompt piece by
/// piece costs linear time. Indices that a template sees count Unicode code points.
/// </summary>
internal sealed class StringValue : TemplateValue
{
    private PromptText? _text;
    private StringValue? _left;
    private StringValue? _right;
    private int _codePoints = -1;

    /// <summary>Initializes the value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMarkup">Whether the filter <c>safe</c> made it: text that is added to it later is escaped for HTML.</param>
    public StringValue(PromptText text, bool isMarkup = false)
    {
        _text = text;
        Length = text.Length;
        IsMarkup = isMarkup;
    }

    /// <summary>Initializes the value from text of one origin.</summary>
    public StringValue(string text, TextProvenance provenance)
        : this(new PromptText(text, provenance))
    {
    }

    private StringValue(StringValue left, StringValue right)
    {
        _left = left;
        _right = right;
        Length = left.Length + right.Length;
    }

    /// <summary>Gets the text of length 0.</summary>
    public static StringValue Empty { get; } = new(PromptText.Empty);

    /// <summary>Gets the number of UTF-16 units.</summary>
    public int Length { get; }

    /// <summary>Gets whether the filter <c>safe</c> or <c>escape</c> made the text.</summary>
    public bool IsMarkup { get; }

    /// <summary>Gets the text with its runs.</summary>
    public PromptText Text => _text ?? Flatten();

    /// <summary>Gets the text without provenance.</summary>
    public string Plain => Text.ToString();

    /// <inheritdoc/>
    public override string TypeName => IsMarkup ? "Markup" : "str";

    /// <inheritdoc/>
    public override bool IsTruthy => Length > 0;

    /// <inheritdoc/>
    public override int? Count => CodePointCount;

    /// <summary>Gets the number of code points; an unpaired surrogate counts as one.</summary>
    public int CodePointCount => _codePoints >= 0 ? _codePoints : _codePoints = CodePoints.Count(Plain);

    /// <summary>Text whose origin was lost: the template's where everything that went in was trusted, otherwise untrusted.</summary>
    public static StringValue Derived(string text, bool trusted) =>
        new(text, trusted ? TextProvenance.Template : TextProvenance.Untrusted);

    /// <summary>Two texts one after the other; both keep their runs.</summary>
    public static StringValue Concat(RenderState state, StringValue left, StringValue right)
    {
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0 ? right : left).WithMarkup(false);
        state.CheckTextLength((long)left.Length + right.Length);
        return new StringValue(left, right);
    }

    /// <summary>The same text, marked as HTML or not.</summary>
    public StringValue WithMarkup(bool isMarkup) => isMarkup == IsMarkup ? this : new StringValue(Text, isMarkup);

    /// <summary>A part, in UTF-16 units; it is markup where the whole is.</summary>
    public StringValue Part(int start, int length) => length == Length ? this : new StringValue(Text.Slice(start, length), IsMarkup);

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) =>
        StringMethods.Find(name) is { } method ? new FunctionValue(name, (state, arguments) => method(state, this, arguments)) : null;

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key)
    {
        if (!TemplateSlice.TryGetIndex(key, CodePointCount, out int index))
            return null;
        int start = CodePoints.ToOffset(Plain, CodePointCount, index);
        return Part(start, CodePoints.Width(Plain, start));
    }

    /// <inheritdoc/>
    public override TemplateValue? GetSlice(RenderState state, TemplateSlice slice)
    {
        (int start, int count, int step) = slice.Resolve(CodePointCount);
        if (step == 1)
        {
            int from = CodePoints.ToOffset(Plain, CodePointCount, start);
            return Part(from, CodePoints.ToOffset(Plain, CodePointCount, start + count) - from);
        }

        state.Charge(count);
        PromptTextBuilder builder = new();
        int[] offsets = CodePoints.Offsets(Plain);
        for (int i = 0; i < count; i++)
        {
            int at = offsets[start + (i * step)];
            builder.Append(Text.Slice(at, CodePoints.Width(Plain, at)));
        }

        return new StringValue(builder.ToPromptText(), IsMarkup);
    }

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate()
    {
        string text = Plain;
        for (int at = 0, width; at < text.Length; at += width)
        {
            width = CodePoints.Width(text, at);
            yield return Part(at, width);
        }
    }

    private PromptText Flatten()
    {
        PromptTextBuilder builder = new();
        Stack<StringValue> open = new([this]);
        while (open.TryPop(out StringValue? next))
        {
            if (next._text is { } text)
            {
                builder.Append(text);
                continue;
            }

            open.Push(next._right!);
            open.Push(next._left!);
        }

        _text = builder.ToPromptText();
        _left = _right = null;
        return _text;
    }
}

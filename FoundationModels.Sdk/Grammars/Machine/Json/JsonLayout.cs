namespace FoundationModels.Grammars.Machine;

/// <summary>Which white space may come where, under a policy and after what the text has shown of its layout so far.</summary>
/// <remarks>
/// A layout is a number: the style of the text (<see cref="Open"/> until a first choice was made, without spaces, with one space, or lines indented by a width), and whether the
/// innermost object or array has its members on lines of their own. Progress within a gap is the number of characters so far.
/// </remarks>
internal sealed class JsonLayout(WhitespacePolicy policy)
{
    private const int Open = 0;
    private const int Dense = 1;
    private const int Spaced = 2;
    private const int Indented = 16;
    private const int WidestIndent = 8;
    private const int Broken = 1 << 8;

    private readonly WhitespaceKind _kind = policy.Kind;
    private readonly int _amount = policy.Amount;

    /// <summary>Gets whether white space does not depend on what the text has shown of its layout.</summary>
    public bool IsFree => _kind == WhitespaceKind.Any;

    /// <summary>Gets the layout before the first byte.</summary>
    public int Start => _kind switch
    {
        WhitespaceKind.Compact => Dense,
        WhitespaceKind.Pretty => Indented + _amount,
        _ => Open,
    };

    /// <summary>The layout behind a member: the text's style so far, and the lines of the object or array around it.</summary>
    public static int Restore(int current, int container) => (current & ~Broken) | (container & Broken);

    /// <summary>Whether white space goes on with a byte.</summary>
    /// <returns>The progress after it, or -1; the layout may have been decided.</returns>
    public long Next(JsonGap gap, ref int layout, long progress, int depth, byte value)
    {
        if (_kind == WhitespaceKind.Any)
            return value is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' && progress < _amount ? progress + 1 : -1;
        int style = layout & ~Broken;
        bool broken = (layout & Broken) != 0;
        switch (gap)
        {
            case JsonGap.AfterColon:
                return progress == 0 && value == ' ' && style != Dense ? Decide(ref layout, style == Open, Spaced, 1) : -1;
            case JsonGap.AfterComma when !broken:
                return progress == 0 && value == ' ' && style != Dense ? Decide(ref layout, style == Open, Spaced, 1) : -1;
            case JsonGap.AfterOpen when progress == 0:
                if (value != '\n' || !(style >= Indented || (style == Open && depth == 1)))
                    return -1;
                layout |= Broken;
                return 1;
            case JsonGap.AfterOpen or JsonGap.AfterComma or JsonGap.BeforeClose when broken:
                return Line(gap == JsonGap.BeforeClose ? depth - 1 : depth, style, progress, value);
            default:
                return -1;
        }
    }

    /// <summary>Whether white space may end here; the layout may be decided by that.</summary>
    public bool CanEnd(JsonGap gap, ref int layout, long progress, int depth)
    {
        if (_kind == WhitespaceKind.Any || gap == JsonGap.Other)
            return true;
        int style = layout & ~Broken;
        bool broken = (layout & Broken) != 0;
        if (gap == JsonGap.AfterColon || (gap == JsonGap.AfterComma && !broken))
        {
            if (style == Open)
                Decide(ref layout, true, progress == 0 ? Dense : Spaced, 0);
            return (progress > 0) == (((layout & ~Broken) != Dense));
        }

        if (!broken)
            return gap != JsonGap.AfterOpen || _kind != WhitespaceKind.Pretty;
        long spaces = progress - 1;
        if (style == Open)
        {
            if (spaces is < 1 or > WidestIndent)
                return false;
            layout = (Indented + (int)spaces) | Broken;
            return true;
        }

        return spaces == (long)(style - Indented) * (gap == JsonGap.BeforeClose ? depth - 1 : depth);
    }

    /// <summary>Adds the white space that may come.</summary>
    public void AddWhitespace(JsonGap gap, int layout, long progress, int depth, ref ByteSet live)
    {
        foreach (byte value in " \n\t\r"u8)
        {
            int decided = layout;
            if (Next(gap, ref decided, progress, depth, value) >= 0)
                live.Add(value);
        }
    }

    /// <summary>Whether an object or array without members may be closed at once.</summary>
    public bool CanCloseEmpty(int layout, long progress) => _kind == WhitespaceKind.Any || (progress == 0 && (layout & Broken) == 0);

    /// <summary>The layout behind an opening brace or bracket.</summary>
    public static int Enter(int layout) => layout & ~Broken;

    private static long Line(int depth, int style, long progress, byte value)
    {
        if (progress == 0)
            return value == '\n' ? 1 : -1;
        int most = style == Open ? WidestIndent : (style - Indented) * depth;
        return value == ' ' && progress - 1 < most ? progress + 1 : -1;
    }

    private static long Decide(ref int layout, bool isOpen, int style, long result)
    {
        if (isOpen)
            layout = (layout & Broken) | style;
        return result;
    }
}

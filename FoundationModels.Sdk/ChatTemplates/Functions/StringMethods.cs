using System.Collections.Frozen;
using System.Numerics;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>The methods of text.</summary>
internal static class StringMethods
{
    private static readonly StringValue Space = new(" ", TextProvenance.Template);

    private static readonly FrozenDictionary<string, TemplateOperation> Methods = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["strip"] = (_, input, arguments) => TextOperations.Strip((StringValue)input, arguments.Bind("strip", 0, "chars")[0]),
        ["lstrip"] = (_, input, arguments) => TextOperations.Strip((StringValue)input, arguments.Bind("lstrip", 0, "chars")[0], end: false),
        ["rstrip"] = (_, input, arguments) => TextOperations.Strip((StringValue)input, arguments.Bind("rstrip", 0, "chars")[0], start: false),
        ["split"] = (state, input, arguments) => Split(state, (StringValue)input, arguments, fromEnd: false),
        ["rsplit"] = (state, input, arguments) => Split(state, (StringValue)input, arguments, fromEnd: true),
        ["splitlines"] = (state, input, arguments) => new ListValue(
            TextOperations.SplitLines(state, (StringValue)input, arguments.Bind("splitlines", 0, "keepends")[0] is { IsTruthy: true })),
        ["partition"] = (state, input, arguments) => Partition(state, (StringValue)input, arguments, fromEnd: false),
        ["rpartition"] = (state, input, arguments) => Partition(state, (StringValue)input, arguments, fromEnd: true),
        ["replace"] = Replace,
        ["join"] = Join,
        ["startswith"] = (_, input, arguments) => Affix((StringValue)input, arguments, "startswith", (t, p) => t.StartsWith(p, StringComparison.Ordinal)),
        ["endswith"] = (_, input, arguments) => Affix((StringValue)input, arguments, "endswith", (t, p) => t.EndsWith(p, StringComparison.Ordinal)),
        ["removeprefix"] = (_, input, arguments) => RemoveAffix((StringValue)input, arguments, isPrefix: true),
        ["removesuffix"] = (_, input, arguments) => RemoveAffix((StringValue)input, arguments, isPrefix: false),
        ["find"] = (_, input, arguments) => new IntegerValue(IndexOf((StringValue)input, arguments, "find", fromEnd: false)),
        ["rfind"] = (_, input, arguments) => new IntegerValue(IndexOf((StringValue)input, arguments, "rfind", fromEnd: true)),
        ["index"] = (_, input, arguments) => Index((StringValue)input, arguments, fromEnd: false),
        ["rindex"] = (_, input, arguments) => Index((StringValue)input, arguments, fromEnd: true),
        ["count"] = Count,
        ["upper"] = Mapped("upper", CaseMapping.Upper),
        ["lower"] = Mapped("lower", CaseMapping.Lower),
        ["casefold"] = Mapped("casefold", CaseMapping.Fold),
        ["capitalize"] = Mapped("capitalize", CaseMapping.Capitalize),
        ["title"] = Mapped("title", CaseMapping.Title),
        ["swapcase"] = Mapped("swapcase", CaseMapping.Swap),
        ["center"] = Padded("center", (missing, width) => (missing / 2) + (missing & width & 1)),
        ["ljust"] = Padded("ljust", (_, _) => 0),
        ["rjust"] = Padded("rjust", (missing, _) => missing),
        ["zfill"] = ZeroFill,
        ["expandtabs"] = ExpandTabs,
        ["format"] = (state, input, arguments) => BraceFormat.Apply(state, (StringValue)input, arguments),
        ["format_map"] = (state, input, arguments) => BraceFormat.Apply(
            state, (StringValue)input, BraceFormat.FromMapping(arguments.Bind("format_map", 1, "mapping")[0]!)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The method of that name, or null.</summary>
    public static TemplateOperation? Find(string name)
    {
        if (Methods.TryGetValue(name, out TemplateOperation? method))
            return method;
        return StringPredicates.Find(name) is { } predicate
            ? (_, input, arguments) =>
            {
                arguments.Bind(name, 0);
                return BooleanValue.Of(predicate(((StringValue)input).Plain));
            }
        : null;
    }

    private static StringValue Text(TemplateValue? value, string name) =>
        value as StringValue ?? throw new TemplateFault($"{name}() needs a str, not {value?.TypeName ?? "nothing"}");

    private static TemplateOperation Mapped(string name, Func<string, string> map) => (state, input, arguments) =>
    {
        arguments.Bind(name, 0);
        StringValue text = (StringValue)input;
        state.ChargeText(text.Length);
        return StringValue.Derived(map(text.Plain), text.Text.IsTrusted).WithMarkup(text.IsMarkup);
    };

    private static TemplateOperation Padded(string name, Func<int, int, int> left) => (state, input, arguments) =>
    {
        TemplateValue?[] bound = arguments.Bind(name, 1, "width", "fillchar");
        StringValue fill = bound[1] is null ? Space : Text(bound[1], name);
        if (fill.CodePointCount != 1)
            throw new TemplateFault("The fill character must be exactly one character long");
        int width = PythonNumbers.ToCount(bound[0]!, "width");
        return TextOperations.Pad(state, (StringValue)input, width, fill, missing => left(missing, width));
    };

    private static ListValue Split(RenderState state, StringValue text, CallArguments arguments, bool fromEnd)
    {
        string name = fromEnd ? "rsplit" : "split";
        TemplateValue?[] bound = arguments.Bind(name, 0, "sep", "maxsplit");
        int count = bound[1] is { } limit ? PythonNumbers.ToCount(limit, "maxsplit") : -1;
        return new ListValue(bound[0] is null or NoneValue
            ? TextOperations.SplitSpace(state, text, count, fromEnd)
            : TextOperations.Split(state, text, Text(bound[0], name).Plain, count, fromEnd));
    }

    private static ListValue Partition(RenderState state, StringValue text, CallArguments arguments, bool fromEnd)
    {
        StringValue separator = Text(arguments.Bind("partition", 1, "sep")[0], "partition");
        List<TemplateValue> parts = TextOperations.Split(state, text, separator.Plain, 1, fromEnd);
        if (parts.Count == 2)
            return new ListValue([parts[0], separator.WithMarkup(text.IsMarkup), parts[1]], isTuple: true);
        StringValue empty = StringValue.Empty.WithMarkup(text.IsMarkup);
        return new ListValue(fromEnd ? [empty, empty, text] : [text, empty, empty], isTuple: true);
    }

    private static StringValue Replace(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("replace", 2, "old", "new", "count");
        StringValue text = (StringValue)input;
        StringValue replacement = Text(bound[1], "replace");
        return TextOperations.Replace(
            state,
            text,
            Text(bound[0], "replace"),
            text.IsMarkup ? Markup.Escape(state, replacement) : replacement,
            bound[2] is { } count ? PythonNumbers.ToCount(count, "count") : -1);
    }

    private static StringValue Join(RenderState state, TemplateValue input, CallArguments arguments)
    {
        StringValue separator = (StringValue)input;
        int index = 0;
        IEnumerable<StringValue> texts = arguments.Bind("join", 1, "iterable")[0]!.Items().Select(item =>
        {
            StringValue text = item as StringValue
                ?? throw new TemplateFault($"sequence item {index}: expected str instance, {item.TypeName} found");
            index++;
            return separator.IsMarkup ? Markup.Escape(state, text) : text;
        });
        return TextOperations.Join(state, separator, texts).WithMarkup(separator.IsMarkup);
    }

    private static BooleanValue Affix(StringValue input, CallArguments arguments, string name, Func<string, string, bool> matches)
    {
        TemplateValue?[] bound = arguments.Bind(name, 1, "prefix", "start", "end");
        (int from, int to) = Bounds(input, bound[1], bound[2]);
        if (from > to)
            return BooleanValue.False;
        string text = input.Plain[from..to];
        return bound[0] is ListValue { IsTuple: true } several
            ? BooleanValue.Of(several.Values.Any(v => matches(text, Text(v, name).Plain)))
            : BooleanValue.Of(matches(text, Text(bound[0], name).Plain));
    }

    private static StringValue RemoveAffix(StringValue text, CallArguments arguments, bool isPrefix)
    {
        string affix = Text(arguments.Bind("removeprefix", 1, "affix")[0], "removeprefix").Plain;
        bool has = isPrefix ? text.Plain.StartsWith(affix, StringComparison.Ordinal) : text.Plain.EndsWith(affix, StringComparison.Ordinal);
        return has ? text.Part(isPrefix ? affix.Length : 0, text.Length - affix.Length) : text;
    }

    private static BigInteger IndexOf(StringValue input, CallArguments arguments, string name, bool fromEnd)
    {
        TemplateValue?[] bound = arguments.Bind(name, 1, "sub", "start", "end");
        string part = Text(bound[0], name).Plain;
        (int from, int to) = Bounds(input, bound[1], bound[2]);
        if (from > to)
            return -1;
        ReadOnlySpan<char> text = input.Plain.AsSpan(from, to - from);
        int at = fromEnd ? text.LastIndexOf(part, StringComparison.Ordinal) : text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? -1 : CodePoints.Count(input.Plain.AsSpan(0, from + at));
    }

    private static IntegerValue Index(StringValue input, CallArguments arguments, bool fromEnd)
    {
        BigInteger index = IndexOf(input, arguments, "index", fromEnd);
        return index.Sign < 0 ? throw new TemplateFault("substring not found") : new IntegerValue(index);
    }

    private static IntegerValue Count(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("count", 1, "sub", "start", "end");
        StringValue text = (StringValue)input;
        string part = Text(bound[0], "count").Plain;
        (int from, int to) = Bounds(text, bound[1], bound[2]);
        if (from > to)
            return new IntegerValue(0);
        ReadOnlySpan<char> range = text.Plain.AsSpan(from, to - from);
        state.ChargeText(range.Length);
        return new IntegerValue(part.Length == 0 ? CodePoints.Count(range) + 1 : range.Count(part));
    }

    // UTF-16 offsets of the optional arguments start and end, which are clipped to the text.
    private static (int From, int To) Bounds(StringValue text, TemplateValue? start, TemplateValue? end)
    {
        if (start is null && end is null)
            return (0, text.Length);
        int count = text.CodePointCount;
        BigInteger first = TemplateSlice.Bound(start) ?? 0;
        BigInteger last = TemplateSlice.Bound(end) ?? count;
        first = first.Sign < 0 ? BigInteger.Max(0, first + count) : first;
        last = last.Sign < 0 ? BigInteger.Max(0, last + count) : BigInteger.Min(last, count);
        return first > count
            ? (1, 0)
            : (CodePoints.ToOffset(text.Plain, count, (int)first), CodePoints.ToOffset(text.Plain, count, (int)last));
    }

    private static StringValue ZeroFill(RenderState state, TemplateValue input, CallArguments arguments)
    {
        StringValue text = (StringValue)input;
        int width = PythonNumbers.ToCount(arguments.Bind("zfill", 1, "width")[0]!, "width");
        StringValue zero = new("0", TextProvenance.Template);
        if (text.Plain is not ['+' or '-', ..])
            return TextOperations.Pad(state, text, width, zero, missing => missing);
        StringValue digits = TextOperations.Pad(state, text.Part(1, text.Length - 1), width - 1, zero, missing => missing);
        return StringValue.Concat(state, text.Part(0, 1), digits);
    }

    private static StringValue ExpandTabs(RenderState state, TemplateValue input, CallArguments arguments)
    {
        StringValue text = (StringValue)input;
        int size = arguments.Bind("expandtabs", 0, "tabsize")[0] is { } given ? PythonNumbers.ToCount(given, "tabsize") : 8;
        PromptTextBuilder builder = new();
        int column = 0;
        string plain = text.Plain;
        for (int at = 0, width; at < plain.Length; at += width)
        {
            width = CodePoints.Width(plain, at);
            state.Charge(1);
            if (plain[at] != '\t')
            {
                builder.Append(text.Text.Slice(at, width));
                column = plain[at] is '\n' or '\r' ? 0 : column + 1;
                continue;
            }

            int missing = size > 0 ? size - (column % size) : 0;
            state.ChargeText(missing);
            state.CheckTextLength((long)builder.Length + missing);
            builder.Append(new string(' ', missing), TextProvenance.Template);
            column += missing;
        }

        return new StringValue(builder.ToPromptText(), text.IsMarkup);
    }
}

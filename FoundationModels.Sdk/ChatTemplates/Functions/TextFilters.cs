using System.Buffers;
using System.Text;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Filters on text.</summary>
internal static class TextFilters
{
    private static readonly SearchValues<char> AttributeNameEnds = SearchValues.Create(" \t\n\r\f\v/>=");
    private static readonly StringValue NewLine = new("\n", TextProvenance.Template);

    /// <summary>Gets the filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, TemplateOperation>> All { get; } = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["trim"] = (state, input, arguments) => TextOperations.Strip(PythonText.ToText(state, input), arguments.Bind("trim", 0, "chars")[0]),
        ["upper"] = Method("upper"),
        ["lower"] = Method("lower"),
        ["capitalize"] = Method("capitalize"),
        ["title"] = Title,
        ["string"] = (state, input, _) => PythonText.ToText(state, input),
        ["safe"] = (state, input, _) => PythonText.ToText(state, input).WithMarkup(true),
        ["e"] = Escape,
        ["escape"] = Escape,
        ["forceescape"] = (state, input, _) => Markup.Escape(state, PythonText.ToText(state, input).WithMarkup(false)),
        ["striptags"] = StripTags,
        ["replace"] = Replace,
        ["center"] = (state, input, arguments) => StringMethods.Find("center")!(
            state,
            PythonText.ToText(state, input),
            new CallArguments([arguments.Bind("center", 0, "width")[0] ?? new IntegerValue(80)], [])),
        ["indent"] = Indent,
        ["truncate"] = Truncate,
        ["wordcount"] = WordCount,
        ["format"] = Format,
        ["urlencode"] = UrlEncode,
        ["xmlattr"] = XmlAttributes,
        ["pprint"] = (state, input, _) => PythonText.ToRepr(state, input),
    };

    private static TemplateOperation Method(string name) => (state, input, arguments) =>
        StringMethods.Find(name)!(state, PythonText.ToText(state, input), arguments);

    private static StringValue Escape(RenderState state, TemplateValue input, CallArguments arguments) =>
        Markup.Escape(state, PythonText.ToText(state, input));

    // Words begin after hyphens, white space and opening brackets.
    private static StringValue Title(RenderState state, TemplateValue input, CallArguments arguments)
    {
        arguments.Bind("title", 0);
        StringValue text = PythonText.ToText(state, input);
        state.ChargeText(text.Length);
        string plain = text.Plain;
        StringBuilder title = new(plain.Length);
        int at = 0;
        while (at < plain.Length)
        {
            int width = CodePoints.Width(plain, at);
            int end = at + width;
            bool isSeparator = IsWordSeparator(plain[at]);
            while (end < plain.Length && IsWordSeparator(plain[end]) == isSeparator)
                end++;
            title.Append(CaseMapping.Upper(plain.Substring(at, width))).Append(CaseMapping.Lower(plain[(at + width)..end]));
            at = end;
        }

        return StringValue.Derived(title.ToString(), text.Text.IsTrusted);
    }

    private static bool IsWordSeparator(char c) => c is '-' or '(' or '{' or '[' or '<' || PythonCharacters.IsSpace(c);

    private static StringValue StripTags(RenderState state, TemplateValue input, CallArguments arguments)
    {
        StringValue text = PythonText.ToText(state, input);
        state.ChargeText(text.Length);
        string plain = RemoveBetween(RemoveBetween(text.Plain, "<!--", "-->"), "<", ">");
        IEnumerable<string> words = TextOperations
            .SplitSpace(state, new StringValue(plain, TextProvenance.Untrusted), -1, fromEnd: false)
            .Select(w => ((StringValue)w).Plain);
        return StringValue.Derived(System.Net.WebUtility.HtmlDecode(string.Join(' ', words)), text.Text.IsTrusted);
    }

    private static string RemoveBetween(string text, string open, string close)
    {
        StringBuilder kept = new(text.Length);
        int at = 0;
        while (true)
        {
            int start = text.IndexOf(open, at, StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
            if (end < 0)
                return kept.Append(text, at, text.Length - at).ToString();
            kept.Append(text, at, start - at);
            at = end + close.Length;
        }
    }

    private static StringValue Replace(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("replace", 2, "old", "new", "count");
        return TextOperations.Replace(
            state,
            PythonText.ToText(state, input).WithMarkup(false),
            PythonText.ToText(state, bound[0]!),
            PythonText.ToText(state, bound[1]!),
            bound[2] is null or NoneValue ? -1 : PythonNumbers.ToCount(bound[2]!, "count"));
    }

    private static StringValue Indent(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("indent", 0, "width", "first", "blank");
        if (input is not StringValue text)
            throw new TemplateFault($"unsupported operand type(s) for +=: '{input.TypeName}' and 'str'");
        StringValue indention = bound[0] switch
        {
            null => new StringValue("    ", TextProvenance.Template),
            StringValue given => given,
            { } width => Spaces(state, PythonNumbers.ToCount(width, "width")),
        };
        bool blank = bound[2] is { IsTruthy: true };
        PromptTextBuilder builder = new();
        if (bound[1] is { IsTruthy: true })
            TextOperations.Append(state, builder, indention);

        // As in the reference, the text gets a line end before it is split, so that an empty last line counts.
        List<TemplateValue> lines = TextOperations.SplitLines(state, StringValue.Concat(state, text, NewLine), keepsEnds: false);
        for (int i = 0; i < lines.Count; i++)
        {
            StringValue line = (StringValue)lines[i];
            if (i > 0)
                TextOperations.Append(state, builder, NewLine);
            if (i > 0 && (blank || line.Length > 0))
                TextOperations.Append(state, builder, indention);
            TextOperations.Append(state, builder, line);
        }

        return new StringValue(builder.ToPromptText(), text.IsMarkup);
    }

    private static StringValue Spaces(RenderState state, int count)
    {
        state.ChargeText(Math.Max(count, 0));
        return new StringValue(new string(' ', Math.Max(count, 0)), TextProvenance.Template);
    }

    private static TemplateValue Truncate(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("truncate", 0, "length", "killwords", "end", "leeway");
        if (input.Count is not { } count)
            throw new TemplateFault($"object of type '{input.TypeName}' has no len()");
        StringValue end = bound[2] is { } given ? PythonText.ToText(state, given) : new StringValue("...", TextProvenance.Template);
        int length = bound[0] is { } l ? PythonNumbers.ToCount(l, "length") : 255;
        int leeway = bound[3] is null or NoneValue ? 5 : PythonNumbers.ToCount(bound[3]!, "leeway");
        if (length < end.CodePointCount || leeway < 0)
            throw new TemplateFault($"expected length >= {end.CodePointCount} and leeway >= 0, got {length} and {leeway}");
        if (count <= (long)length + leeway)
            return input;
        if (input is not StringValue text)
            throw new TemplateFault($"object of type '{input.TypeName}' can't be truncated");
        int kept = CodePoints.ToOffset(text.Plain, text.CodePointCount, length - end.CodePointCount);
        int space = bound[1] is { IsTruthy: true } ? -1 : text.Plain.AsSpan(0, kept).LastIndexOf(' ');
        return StringValue.Concat(state, text.Part(0, space < 0 ? kept : space), end);
    }

    private static IntegerValue WordCount(RenderState state, TemplateValue input, CallArguments arguments)
    {
        string plain = PythonText.ToText(state, input).Plain;
        state.ChargeText(plain.Length);
        int count = 0;
        bool isInWord = false;
        for (int at = 0; at < plain.Length; at += CodePoints.Width(plain, at))
        {
            bool isWord = plain[at] == '_' || PythonCharacters.IsAlphanumeric(CodePoints.At(plain, at));
            if (isWord && !isInWord)
                count++;
            isInWord = isWord;
        }

        return new IntegerValue(count);
    }

    private static StringValue Format(RenderState state, TemplateValue input, CallArguments arguments)
    {
        if (arguments.Positional.Count > 0 && arguments.Named.Count > 0)
            throw new TemplateFault("can't handle positional and keyword arguments at the same time");
        TemplateValue values = new ListValue(arguments.Positional, isTuple: true);
        if (arguments.Named.Count > 0)
        {
            DictionaryValue named = new();
            foreach ((string name, TemplateValue value) in arguments.Named)
                named.Set(name, value);
            values = named;
        }

        return PercentFormat.Apply(state, PythonText.ToText(state, input), values);
    }

    private static StringValue UrlEncode(RenderState state, TemplateValue input, CallArguments arguments)
    {
        if (input is StringValue || input.Enumerate() is null)
        {
            StringValue text = PythonText.ToText(state, input);
            state.ChargeText(text.Length * 3L);
            return StringValue.Derived(Quote(text.Plain, "/"), text.Text.IsTrusted);
        }

        IEnumerable<(TemplateValue Key, TemplateValue Value)> pairs = input is DictionaryValue dictionary
            ? dictionary.Entries.Select(e => (e.Key, e.Value))
            : input.Items().Select(i => i.Items().Take(3).ToList() is [TemplateValue key, TemplateValue value]
                ? (key, value)
                : throw new TemplateFault("the items to encode must be pairs"));
        return StringValue.Derived(
            string.Join('&', pairs.Select(p => EncodePart(state, p.Key) + "=" + EncodePart(state, p.Value))), trusted: false);
    }

    private static string EncodePart(RenderState state, TemplateValue value)
    {
        StringValue text = PythonText.ToText(state, value);
        state.ChargeText(text.Length * 3L);
        return Quote(text.Plain, "").Replace("%20", "+", StringComparison.Ordinal);
    }

    private static string Quote(string text, string kept)
    {
        StringBuilder quoted = new(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || kept.Contains(c, StringComparison.Ordinal))
                quoted.Append(c);
            else
                quoted.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return quoted.ToString();
    }

    private static StringValue XmlAttributes(RenderState state, TemplateValue input, CallArguments arguments)
    {
        bool hasSpace = arguments.Bind("xmlattr", 0, "autospace")[0] is not { IsTruthy: false };
        if (input is not DictionaryValue dictionary)
            throw new TemplateFault($"'{input.TypeName}' object has no attribute 'items'");
        StringValue text = StringValue.Empty;
        foreach ((TemplateValue key, TemplateValue value) in dictionary.Entries.Where(e => e.Value is not (NoneValue or UndefinedValue)))
        {
            StringValue name = PythonText.ToText(state, key);
            if (name.Plain.AsSpan().IndexOfAny(AttributeNameEnds) >= 0)
                throw new TemplateFault($"Invalid character in attribute name: {PythonText.Repr(key)}");
            if (text.Length > 0 || hasSpace)
                text = StringValue.Concat(state, text, new StringValue(" ", TextProvenance.Template));
            text = StringValue.Concat(state, text, Markup.Escape(state, name).WithMarkup(false));
            text = StringValue.Concat(state, text, new StringValue("=\"", TextProvenance.Template));
            text = StringValue.Concat(state, text, Markup.Escape(state, PythonText.ToText(state, value)).WithMarkup(false));
            text = StringValue.Concat(state, text, new StringValue("\"", TextProvenance.Template));
        }

        return text;
    }
}

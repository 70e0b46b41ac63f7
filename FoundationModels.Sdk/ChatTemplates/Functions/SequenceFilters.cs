using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>Filters on lists and other things with items, taken as a whole.</summary>
internal static class SequenceFilters
{
    /// <summary>Gets the filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, TemplateOperation>> All { get; } = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["length"] = Length,
        ["count"] = Length,
        ["list"] = (state, input, _) => new ListValue(ToList(state, input)),
        ["first"] = (state, input, _) => input.Items().FirstOrDefault() ?? new UndefinedValue("No first item, sequence was empty."),
        ["last"] = Last,
        ["random"] = (_, _, _) => throw new TemplateFault("The filter 'random' is not there: a prompt has to be the same each time."),
        ["reverse"] = Reverse,
        ["join"] = Join,
        ["sort"] = Sort,
        ["dictsort"] = SortDictionary,
        ["unique"] = Unique,
        ["min"] = (state, input, arguments) => Extreme(state, input, arguments, "min", -1),
        ["max"] = (state, input, arguments) => Extreme(state, input, arguments, "max", 1),
        ["sum"] = Sum,
        ["batch"] = Batch,
        ["slice"] = Slice,
        ["items"] = Items,
        ["default"] = Default,
        ["d"] = Default,
        ["attr"] = Attribute,
    };

    /// <summary>The items as a list.</summary>
    public static List<TemplateValue> ToList(RenderState state, TemplateValue input)
    {
        List<TemplateValue> list = [];
        foreach (TemplateValue item in input.Items())
        {
            list.Add(item);
            state.Charge(1);
            if (list.Count > state.Limits.Items && list.Count > (input.Count ?? 0))
                state.ChargeItems(list.Count);
        }

        return list;
    }

    private static IntegerValue Length(RenderState state, TemplateValue input, CallArguments arguments) => input.Count is { } count
        ? new IntegerValue(count)
        : throw new TemplateFault($"object of type '{input.TypeName}' has no len()");

    private static TemplateValue Last(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue? last = input switch
        {
            UndefinedValue => null,
            ListValue list => list.Values.Count > 0 ? list.Values[^1] : null,
            GeneratorValue => throw new TemplateFault("'generator' object is not reversible"),
            _ => input.Items().LastOrDefault(),
        };
        return last ?? new UndefinedValue("No last item, sequence was empty.");
    }

    private static TemplateValue Reverse(RenderState state, TemplateValue input, CallArguments arguments)
    {
        if (input is StringValue text)
            return text.GetSlice(state, new TemplateSlice(null, null, BigInteger.MinusOne))!;
        List<TemplateValue> items = ToList(state, input);
        items.Reverse();
        return input is GeneratorValue ? new ListValue(items) : new GeneratorValue(items);
    }

    private static StringValue Join(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("join", 0, "d", "attribute");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(bound[1], null);
        StringValue separator = bound[0] is { } given ? PythonText.ToText(state, given) : StringValue.Empty;
        return TextOperations.Join(state, separator, input.Items().Select(item => PythonText.ToText(state, select(item))));
    }

    private static ListValue Sort(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("sort", 0, "reverse", "case_sensitive", "attribute");
        Func<TemplateValue, TemplateValue> key = AttributePath.ParseSeveral(bound[2], IgnoreCase(bound[1]));
        return new ListValue(StableSort.Sort(state, ToList(state, input), key, bound[0] is { IsTruthy: true }));
    }

    private static ListValue SortDictionary(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("dictsort", 0, "case_sensitive", "by", "reverse");
        string by = bound[1] is { } given ? PythonText.ToText(state, given).Plain : "key";
        if (by is not ("key" or "value"))
            throw new TemplateFault("You can only sort by either \"key\" or \"value\"");
        if (input is UndefinedValue undefined)
            throw undefined.Fault();
        if (input is not DictionaryValue dictionary)
            throw new TemplateFault($"'{input.TypeName}' object has no attribute 'items'");
        Func<TemplateValue, TemplateValue> normalize = IgnoreCase(bound[0]);
        List<TemplateValue> items = [.. dictionary.Entries.Select(e => new ListValue([e.Key, e.Value], isTuple: true))];
        return new ListValue(StableSort.Sort(
            state, items, item => normalize(((ListValue)item).Values[by == "key" ? 0 : 1]), bound[2] is { IsTruthy: true }));
    }

    private static GeneratorValue Unique(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("unique", 0, "case_sensitive", "attribute");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(bound[1], null);
        Func<TemplateValue, TemplateValue> normalize = IgnoreCase(bound[0]);
        return new GeneratorValue(Distinct(state, input.Items(), item => normalize(select(item))));
    }

    private static IEnumerable<TemplateValue> Distinct(
        RenderState state, IEnumerable<TemplateValue> items, Func<TemplateValue, TemplateValue> key)
    {
        HashSet<TemplateValue> seen = new(PythonEquality.Instance);
        foreach (TemplateValue item in items)
        {
            state.Charge(1);
            TemplateValue value = key(item);
            if (!value.IsHashable)
                throw new TemplateFault($"unhashable type: '{value.TypeName}'");
            if (seen.Add(value))
                yield return item;
        }
    }

    private static TemplateValue Extreme(RenderState state, TemplateValue input, CallArguments arguments, string name, int sign)
    {
        TemplateValue?[] bound = arguments.Bind(name, 0, "case_sensitive", "attribute");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(bound[1], null);
        Func<TemplateValue, TemplateValue> normalize = IgnoreCase(bound[0]);
        TemplateValue? best = null;
        TemplateValue? bestKey = null;
        foreach (TemplateValue item in input.Items())
        {
            state.Charge(1);
            TemplateValue key = normalize(select(item));
            if (bestKey is not null && PythonComparison.Order(sign < 0 ? "<" : ">", key, bestKey) * sign <= 0)
                continue;
            best = item;
            bestKey = key;
        }

        return best ?? new UndefinedValue("No aggregated item, sequence was empty.");
    }

    private static TemplateValue Sum(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("sum", 0, "attribute", "start");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(bound[0], null);
        TemplateValue sum = bound[1] ?? new IntegerValue(0);
        if (sum is StringValue)
            throw new TemplateFault("sum() can't sum strings [use ''.join(seq) instead]");
        foreach (TemplateValue item in input.Items())
            sum = PythonArithmetic.Apply(state, "+", sum, select(item));
        return sum;
    }

    private static GeneratorValue Batch(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("batch", 1, "linecount", "fill_with");
        int size = PythonNumbers.ToCount(bound[0]!, "linecount");
        List<TemplateValue> rows = [];
        List<TemplateValue> row = [];
        foreach (TemplateValue item in ToList(state, input))
        {
            if (row.Count == size)
            {
                rows.Add(new ListValue(row));
                row = [];
            }

            row.Add(item);
        }

        if (row.Count > 0)
        {
            if (bound[1] is { } fill and not NoneValue && row.Count < size)
            {
                state.ChargeItems(size);
                row.AddRange(Enumerable.Repeat(fill, size - row.Count));
            }

            rows.Add(new ListValue(row));
        }

        return new GeneratorValue(rows);
    }

    private static GeneratorValue Slice(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("slice", 1, "slices", "fill_with");
        int slices = PythonNumbers.ToCount(bound[0]!, "slices");
        List<TemplateValue> items = ToList(state, input);
        if (slices == 0)
            throw new TemplateFault("integer division or modulo by zero");
        state.ChargeItems(Math.Max(slices, 0));
        List<TemplateValue> columns = [];
        int size = items.Count / Math.Max(slices, 1);
        int extra = items.Count % Math.Max(slices, 1);
        int at = 0;
        for (int i = 0; i < slices; i++)
        {
            int count = size + (i < extra ? 1 : 0);
            List<TemplateValue> column = items.GetRange(at, count);
            if (bound[1] is { } fill and not NoneValue && i >= extra)
                column.Add(fill);
            columns.Add(new ListValue(column));
            at += count;
        }

        return new GeneratorValue(columns);
    }

    private static GeneratorValue Items(RenderState state, TemplateValue input, CallArguments arguments) =>
        new GeneratorValue(Pairs(input));

    // Lazy, because the reference refuses other values only when the items are asked for.
    private static IEnumerable<TemplateValue> Pairs(TemplateValue input)
    {
        if (input is UndefinedValue)
            yield break;
        if (input is not DictionaryValue dictionary)
            throw new TemplateFault("Can only get item pairs from a mapping.");
        foreach ((TemplateValue key, TemplateValue value) in dictionary.Entries)
            yield return new ListValue([key, value], isTuple: true);
    }

    private static TemplateValue Default(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("default", 0, "default_value", "boolean");
        bool isMissing = input is UndefinedValue || (bound[1] is { IsTruthy: true } && !input.IsTruthy);
        return isMissing ? bound[0] ?? StringValue.Empty : input;
    }

    private static TemplateValue Attribute(RenderState state, TemplateValue input, CallArguments arguments)
    {
        StringValue name = PythonText.ToText(state, arguments.Bind("attr", 1, "name")[0]!);
        return input.GetAttribute(name.Plain) ?? UndefinedValue.Missing(input, name);
    }

    private static Func<TemplateValue, TemplateValue> IgnoreCase(TemplateValue? caseSensitive) => caseSensitive is { IsTruthy: true }
        ? value => value
        : value => value is StringValue text ? StringValue.Derived(CaseMapping.Lower(text.Plain), text.Text.IsTrusted) : value;
}

namespace FoundationModels.ChatTemplates;

/// <summary>Filters that go through items one by one, lazily, with another filter or a test.</summary>
internal static class SelectionFilters
{
    /// <summary>Gets the filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, TemplateOperation>> All { get; } = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["map"] = (state, input, arguments) => new GeneratorValue(Map(state, input, arguments)),
        ["select"] = (state, input, arguments) => new GeneratorValue(Select(state, input, arguments, hasAttribute: false, keeps: true)),
        ["reject"] = (state, input, arguments) => new GeneratorValue(Select(state, input, arguments, hasAttribute: false, keeps: false)),
        ["selectattr"] = (state, input, arguments) => new GeneratorValue(Select(state, input, arguments, hasAttribute: true, keeps: true)),
        ["rejectattr"] = (state, input, arguments) => new GeneratorValue(Select(state, input, arguments, hasAttribute: true, keeps: false)),
        ["groupby"] = Group,
    };

    private static IEnumerable<TemplateValue> Map(RenderState state, TemplateValue input, CallArguments arguments)
    {
        if (!input.IsTruthy)
            yield break;
        Func<TemplateValue, TemplateValue> map = Mapping(state, arguments);
        foreach (TemplateValue item in input.Items())
        {
            state.Charge(1);
            yield return map(item);
        }
    }

    private static Func<TemplateValue, TemplateValue> Mapping(RenderState state, CallArguments arguments)
    {
        if (arguments.Positional.Count == 0 && arguments.Named.Any(n => n.Key == "attribute"))
        {
            TemplateValue?[] bound = arguments.Bind("map", 0, "attribute", "default");
            return AttributePath.Parse(bound[0], bound[1] is NoneValue ? null : bound[1]);
        }

        if (arguments.Positional.Count == 0)
            throw new TemplateFault("map requires a filter argument");
        TemplateOperation filter = FilterTable.Get(PythonText.ToText(state, arguments.Positional[0]).Plain);
        CallArguments rest = arguments.Skip(1);
        return item => filter(state, item, rest);
    }

    private static IEnumerable<TemplateValue> Select(
        RenderState state, TemplateValue input, CallArguments arguments, bool hasAttribute, bool keeps)
    {
        if (!input.IsTruthy)
            yield break;
        if (hasAttribute && arguments.Positional.Count == 0)
            throw new TemplateFault("Missing parameter for attribute name");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(hasAttribute ? arguments.Positional[0] : null, null);
        CallArguments rest = hasAttribute ? arguments.Skip(1) : arguments;
        Func<TemplateValue, bool> holds = value => value.IsTruthy;
        if (rest.Positional.Count > 0)
        {
            TemplateTest test = TestTable.Get(PythonText.ToText(state, rest.Positional[0]).Plain);
            CallArguments testArguments = rest.Skip(1);
            holds = value => test(state, value, testArguments);
        }

        foreach (TemplateValue item in input.Items())
        {
            state.Charge(1);
            if (holds(select(item)) == keeps)
                yield return item;
        }
    }

    private static ListValue Group(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("groupby", 1, "attribute", "default", "case_sensitive");
        Func<TemplateValue, TemplateValue> select = AttributePath.Parse(bound[0], bound[1] is NoneValue ? null : bound[1]);
        bool isCaseSensitive = bound[2] is { IsTruthy: true };
        Func<TemplateValue, TemplateValue> key = item => select(item) is StringValue text && !isCaseSensitive
            ? StringValue.Derived(CaseMapping.Lower(text.Plain), text.Text.IsTrusted)
            : select(item);
        List<TemplateValue> sorted = StableSort.Sort(state, SequenceFilters.ToList(state, input), key);
        List<TemplateValue> groups = [];
        for (int at = 0, end; at < sorted.Count; at = end)
        {
            end = at + 1;
            while (end < sorted.Count && PythonEquality.Instance.Equals(key(sorted[at]), key(sorted[end])))
                end++;
            groups.Add(new GroupValue(select(sorted[at]), new ListValue(sorted.GetRange(at, end - at))));
        }

        return new ListValue(groups);
    }
}

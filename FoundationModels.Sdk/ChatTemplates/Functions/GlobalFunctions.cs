using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>The functions that every template can call.</summary>
internal static class GlobalFunctions
{
    private static readonly FunctionValue Range = new("range", MakeRange);
    private static readonly FunctionValue Dictionary = new("dict", MakeDictionary);
    private static readonly FunctionValue Namespace = new("namespace", MakeNamespace);
    private static readonly FunctionValue Now = new("strftime_now", (state, arguments) => StringValue.Derived(
        TimeFormat.Format(PythonText.ToText(state, arguments.Bind("strftime_now", 1, "format")[0]!).Plain, state.Clock.GetLocalNow()),
        trusted: PythonText.ToText(state, arguments.Bind("strftime_now", 1, "format")[0]!).Text.IsTrusted));

    private static readonly FunctionValue Raise = new("raise_exception", (state, arguments) => throw new TemplateFault(
        PythonText.ToText(state, arguments.Bind("raise_exception", 1, "message")[0]!).Plain, isRaisedByTemplate: true));

    private static readonly FunctionValue Joiner = new("joiner", (state, arguments) =>
    {
        StringValue separator = PythonText.ToText(state, arguments.Bind("joiner", 0, "sep")[0] ?? new StringValue(", ", Prompts.TextProvenance.Template));
        bool isUsed = false;
        return new FunctionValue("joiner", (_, _) =>
        {
            StringValue text = isUsed ? separator : StringValue.Empty;
            isUsed = true;
            return text;
        });
    });

    private static readonly FunctionValue Cycler = new("cycler", (_, arguments) => new CyclerValue(arguments.Positional));

    /// <summary>The function of that name, or null.</summary>
    public static TemplateValue? Find(string name) => name switch
    {
        "range" => Range,
        "dict" => Dictionary,
        "namespace" => Namespace,
        "strftime_now" => Now,
        "raise_exception" => Raise,
        "joiner" => Joiner,
        "cycler" => Cycler,
        _ => null,
    };

    private static SequenceViewValue MakeRange(RenderState state, CallArguments arguments)
    {
        BigInteger[] values = [.. arguments.Positional.Select(v => PythonNumbers.TryInteger(v, out BigInteger integer)
            ? integer
            : v is UndefinedValue undefined ? throw undefined.Fault()
            : throw new TemplateFault($"'{v.TypeName}' object cannot be interpreted as an integer"))];
        if (values.Length is 0 or > 3 || arguments.Named.Count > 0)
            throw new TemplateFault($"range expected 1 to 3 arguments, got {values.Length + arguments.Named.Count}");
        BigInteger start = values.Length == 1 ? BigInteger.Zero : values[0];
        BigInteger stop = values.Length == 1 ? values[0] : values[1];
        BigInteger step = values.Length == 3 ? values[2] : BigInteger.One;
        if (step.IsZero)
            throw new TemplateFault("range() arg 3 must not be zero");
        BigInteger distance = step.Sign > 0 ? stop - start : start - stop;
        BigInteger size = BigInteger.Abs(step);
        BigInteger count = distance.Sign <= 0 ? BigInteger.Zero : (distance + size - 1) / size;
        if (count > state.Limits.Items)
            throw new TemplateFault($"Range too big: {count} is more than the {state.Limits.Items} items that a template may make.");
        state.ChargeItems((long)count);
        TemplateValue[] items = new TemplateValue[(int)count];
        for (int i = 0; i < items.Length; i++)
            items[i] = new IntegerValue(start + (i * step));
        return new SequenceViewValue("range", items, step.IsOne ? $"range({start}, {stop})" : $"range({start}, {stop}, {step})");
    }

    private static DictionaryValue MakeDictionary(RenderState state, CallArguments arguments)
    {
        if (arguments.Positional.Count > 1)
            throw new TemplateFault($"dict expected at most 1 argument, got {arguments.Positional.Count}");
        DictionaryValue dictionary = new();
        if (arguments.Positional is [DictionaryValue source])
        {
            dictionary = source.Copy();
        }
        else if (arguments.Positional is [TemplateValue pairs])
        {
            foreach (TemplateValue pair in pairs.Items())
            {
                if (pair.Items().Take(3).ToList() is not [TemplateValue key, TemplateValue value])
                    throw new TemplateFault("dictionary update sequence element has not length 2");
                dictionary.Set(key, value);
            }
        }

        foreach ((string name, TemplateValue value) in arguments.Named)
            dictionary.Set(name, value);
        state.ChargeItems(dictionary.Entries.Count);
        return dictionary;
    }

    private static NamespaceValue MakeNamespace(RenderState state, CallArguments arguments)
    {
        NamespaceValue space = new();
        foreach ((TemplateValue key, TemplateValue value) in MakeDictionary(state, arguments).Entries)
            space.Set(PythonText.ToText(state, key).Plain, value);
        return space;
    }
}

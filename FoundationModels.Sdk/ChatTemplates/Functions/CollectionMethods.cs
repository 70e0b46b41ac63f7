using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>The methods of lists, tuples and mappings. Those that change one are refused, as in the reference's immutable sandbox.</summary>
internal static class CollectionMethods
{
    /// <summary>The method of a list or tuple, or null.</summary>
    public static TemplateOperation? FindForList(string name, bool isTuple) => name switch
    {
        "count" => (state, input, arguments) => new IntegerValue(
            Matches(state, input, arguments.Bind(name, 1, "value")[0]!).Count()),
        "index" => Index,
        "copy" when !isTuple => (_, input, _) => new ListValue([.. ((ListValue)input).Values]),
        _ => null,
    };

    /// <summary>The method of a mapping, or null.</summary>
    public static TemplateOperation? FindForDictionary(string name) => name switch
    {
        "get" => Get,
        "items" => (state, input, arguments) => View(state, input, arguments, name, e => new ListValue([e.Key, e.Value], isTuple: true)),
        "keys" => (state, input, arguments) => View(state, input, arguments, name, e => e.Key),
        "values" => (state, input, arguments) => View(state, input, arguments, name, e => e.Value),
        "copy" => (_, input, _) => ((DictionaryValue)input).Copy(),
        _ => null,
    };

    /// <summary>What stands in for a method that would change the value, or null where the name is none of them.</summary>
    public static UndefinedValue? FindRefused(string name, TemplateValue owner)
    {
        bool isRefused = owner is DictionaryValue
            ? name is "clear" or "pop" or "popitem" or "setdefault" or "update"
            : name is "append" or "clear" or "pop" or "reverse" or "insert" or "sort" or "extend" or "remove";
        return isRefused ? new UndefinedValue($"access to attribute '{name}' of '{owner.TypeName}' object is unsafe.") : null;
    }

    private static IEnumerable<int> Matches(RenderState state, TemplateValue input, TemplateValue value)
    {
        IReadOnlyList<TemplateValue> values = ((ListValue)input).Values;
        for (int i = 0; i < values.Count; i++)
        {
            state.Charge(1);
            if (ReferenceEquals(values[i], value) || PythonEquality.Instance.Equals(values[i], value))
                yield return i;
        }
    }

    private static IntegerValue Index(RenderState state, TemplateValue input, CallArguments arguments)
    {
        foreach (int index in Matches(state, input, arguments.Bind("index", 1, "value")[0]!))
            return new IntegerValue(new BigInteger(index));
        throw new TemplateFault("the value is not in the list");
    }

    private static TemplateValue Get(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("get", 1, "key", "default");
        if (!bound[0]!.IsHashable)
            throw new TemplateFault($"unhashable type: '{bound[0]!.TypeName}'");
        return ((DictionaryValue)input).Find(bound[0]!) ?? bound[1] ?? NoneValue.Instance;
    }

    private static SequenceViewValue View(
        RenderState state,
        TemplateValue input,
        CallArguments arguments,
        string name,
        Func<KeyValuePair<TemplateValue, TemplateValue>, TemplateValue> select)
    {
        arguments.Bind(name, 0);
        IReadOnlyList<KeyValuePair<TemplateValue, TemplateValue>> entries = ((DictionaryValue)input).Entries;
        state.Charge(entries.Count);
        return new SequenceViewValue("dict_" + name, [.. entries.Select(select)]);
    }
}

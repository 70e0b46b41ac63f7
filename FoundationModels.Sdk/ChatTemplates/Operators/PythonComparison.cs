using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>The comparison operators.</summary>
internal static class PythonComparison
{
    /// <summary>Whether the comparison holds.</summary>
    /// <exception cref="TemplateFault">The operator is not defined for the values.</exception>
    public static bool Holds(RenderState state, string name, TemplateValue left, TemplateValue right) => name switch
    {
        "==" => PythonEquality.Instance.Equals(left, right),
        "!=" => !PythonEquality.Instance.Equals(left, right),
        "in" => Contains(state, right, left),
        "not in" => !Contains(state, right, left),
        _ when IsNaN(left) || IsNaN(right) => !PythonNumbers.IsNumber(left) || !PythonNumbers.IsNumber(right) ? Order(name, left, right) < 0 : false,
        "<" => Order(name, left, right) < 0,
        "<=" => Order(name, left, right) <= 0,
        ">" => Order(name, left, right) > 0,
        _ => Order(name, left, right) >= 0,
    };

    /// <summary>Whether a container has an item, a mapping a key, or a text a part.</summary>
    /// <exception cref="TemplateFault">The value is no container.</exception>
    public static bool Contains(RenderState state, TemplateValue container, TemplateValue item)
    {
        switch (container)
        {
            case StringValue text when item is StringValue part:
                state.Charge(text.Length / 16);
                return text.Plain.Contains(part.Plain, StringComparison.Ordinal);
            case StringValue:
                throw new TemplateFault($"'in <string>' requires string as left operand, not {item.TypeName}");
            case DictionaryValue dictionary:
                return item.IsHashable ? dictionary.Find(item) is not null : throw new TemplateFault($"unhashable type: '{item.TypeName}'");
        }

        IEnumerable<TemplateValue> items = container.Enumerate()
            ?? throw new TemplateFault($"argument of type '{container.TypeName}' is not iterable");
        foreach (TemplateValue candidate in items)
        {
            state.Charge(1);
            if (ReferenceEquals(candidate, item) || PythonEquality.Instance.Equals(candidate, item))
                return true;
        }

        return false;
    }

    /// <summary>How two values are ordered.</summary>
    /// <exception cref="TemplateFault">They have no order.</exception>
    public static int Order(string name, TemplateValue left, TemplateValue right)
    {
        if (left is UndefinedValue undefined || (undefined = (right as UndefinedValue)!) is not null)
            throw undefined.Fault();
        RenderState.CheckStack();
        return (left, right) switch
        {
            (StringValue a, StringValue b) => CompareText(a.Plain, b.Plain),
            (ListValue a, ListValue b) when a.IsTuple == b.IsTuple => CompareLists(name, a.Values, b.Values),
            _ when PythonNumbers.IsNumber(left) && PythonNumbers.IsNumber(right) => CompareNumbers(left, right),
            _ => throw new TemplateFault($"'{name}' not supported between instances of '{left.TypeName}' and '{right.TypeName}'"),
        };
    }

    /// <summary>How two numbers are ordered, exactly; a number that is none is not equal to any.</summary>
    public static int CompareNumbers(TemplateValue left, TemplateValue right)
    {
        if (left is FloatValue a && right is FloatValue b)
            return a.Value == b.Value ? 0 : a.Value < b.Value ? -1 : 1;
        if (left is FloatValue number)
            return PythonNumbers.TryInteger(right, out BigInteger integer) ? Compare(number.Value, integer) : 1;
        _ = PythonNumbers.TryInteger(left, out BigInteger first);
        if (right is FloatValue other)
            return double.IsNaN(other.Value) ? 1 : -Compare(other.Value, first);
        _ = PythonNumbers.TryInteger(right, out BigInteger second);
        return first.CompareTo(second);
    }

    private static bool IsNaN(TemplateValue value) => value is FloatValue { Value: double.NaN };

    private static int Compare(double number, BigInteger integer)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            return number < 0 ? -1 : 1;
        double floor = Math.Floor(number);
        int order = new BigInteger(floor).CompareTo(integer);
        return order == 0 && number > floor ? 1 : order;
    }

    // By code points: a surrogate pair comes after every character of the basic plane.
    private static int CompareText(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        int at = left.AsSpan(0, length).CommonPrefixLength(right.AsSpan(0, length));
        if (at == length)
            return left.Length.CompareTo(right.Length);
        if (at > 0 && char.IsHighSurrogate(left[at - 1]) && (char.IsLowSurrogate(left[at]) || char.IsLowSurrogate(right[at])))
            at--;
        return CodePoints.At(left, at).CompareTo(CodePoints.At(right, at));
    }

    private static int CompareLists(string name, IReadOnlyList<TemplateValue> left, IReadOnlyList<TemplateValue> right)
    {
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!PythonEquality.Instance.Equals(left[i], right[i]))
                return Order(name, left[i], right[i]);
        }

        return left.Count.CompareTo(right.Count);
    }
}

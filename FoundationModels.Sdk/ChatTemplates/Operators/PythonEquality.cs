using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>Python's <c>==</c> and <c>hash</c>: numbers are equal across their types, and texts whatever their provenance is.</summary>
internal sealed class PythonEquality : IEqualityComparer<TemplateValue>
{
    private PythonEquality()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static PythonEquality Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(TemplateValue? x, TemplateValue? y)
    {
        if (ReferenceEquals(x, y))
            return x is not FloatValue { Value: double.NaN };
        RenderState.CheckStack();
        return (x, y) switch
        {
            (StringValue a, StringValue b) => a.Length == b.Length && a.Plain == b.Plain,
            (ListValue a, ListValue b) => a.IsTuple == b.IsTuple && SequenceEquals(a.Values, b.Values),
            (SequenceViewValue { IsIndexed: true } a, SequenceViewValue { IsIndexed: true } b) => SequenceEquals(a.Values, b.Values),
            (DictionaryValue a, DictionaryValue b) => EntriesEqual(a, b),
            (UndefinedValue, UndefinedValue) => true,
            (not null, not null) => NumbersEqual(x, y),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public int GetHashCode(TemplateValue obj) => obj switch
    {
        StringValue text => text.Plain.GetHashCode(StringComparison.Ordinal),
        FloatValue number => double.IsInteger(number.Value) ? new BigInteger(number.Value).GetHashCode() : number.Value.GetHashCode(),
        ListValue list => list.Values.Aggregate(list.Values.Count, (hash, value) => HashCode.Combine(hash, GetHashCode(value))),
        UndefinedValue => 1,
        SequenceViewValue view => view.Values.Count,
        _ => PythonNumbers.TryInteger(obj, out BigInteger integer)
            ? integer.GetHashCode()
            : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj),
    };

    private static bool NumbersEqual(TemplateValue x, TemplateValue y)
    {
        if (PythonNumbers.TryInteger(x, out BigInteger a) && PythonNumbers.TryInteger(y, out BigInteger b))
            return a == b;
        return PythonNumbers.IsNumber(x) && PythonNumbers.IsNumber(y) && PythonComparison.CompareNumbers(x, y) == 0;
    }

    private bool SequenceEquals(IReadOnlyList<TemplateValue> left, IReadOnlyList<TemplateValue> right)
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            // Identical items count as equal inside a container, even where a value is not equal to itself.
            if (!ReferenceEquals(left[i], right[i]) && !Equals(left[i], right[i]))
                return false;
        }

        return true;
    }

    private bool EntriesEqual(DictionaryValue left, DictionaryValue right) =>
        left.Entries.Count == right.Entries.Count
        && left.Entries.All(e => right.Find(e.Key) is { } other && (ReferenceEquals(e.Value, other) || Equals(e.Value, other)));
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The formulas of <c>const</c> and <c>enum</c>.</summary>
internal sealed class LiteralFormulas(SchemaTables tables, TextKeywords texts)
{
    // Strings are one automaton; other values have a formula each.
    private const int MostNumbers = 800;
    private const int MostCollections = 128;

    /// <summary>The formula that a value is one of several.</summary>
    public TypedFormula Of(IReadOnlyList<JsonLiteral> values, string pointer)
    {
        int members = values.Count(v => v.Kind is JsonLiteralKind.Array or JsonLiteralKind.Object);
        if (members > MostCollections || values.Count(v => v.Kind == JsonLiteralKind.Number) > MostNumbers)
        {
            throw new GrammarRefusal(
                pointer, $"More than {MostNumbers} numbers, or {MostCollections} arrays and objects, are listed. List fewer, or describe them by bounds and properties.");
        }

        List<string> strings = [];
        List<Formula> numbers = [];
        List<Formula> arrays = [];
        List<Formula> objects = [];
        List<IReadOnlyList<string>> orders = [];
        bool allowNull = false;
        bool allowFalse = false;
        bool allowTrue = false;
        foreach (JsonLiteral value in values)
        {
            switch (value.Kind)
            {
                case JsonLiteralKind.Null:
                    allowNull = true;
                    break;
                case JsonLiteralKind.Boolean:
                    allowTrue |= value.Boolean;
                    allowFalse |= !value.Boolean;
                    break;
                case JsonLiteralKind.Number:
                    numbers.Add(texts.Equal(value.Number, pointer));
                    break;
                case JsonLiteralKind.String:
                    strings.Add(value.Text);
                    break;
                case JsonLiteralKind.Array:
                    arrays.Add(Array(value));
                    break;
                default:
                    objects.Add(Object(value));
                    orders.Add([.. value.Members.Select(m => m.Key)]);
                    break;
            }
        }

        return new TypedFormula
        {
            Null = allowNull,
            False = allowFalse,
            True = allowTrue,
            Number = tables.Numbers.Or(numbers),
            String = strings.Count == 0 ? tables.Strings.False : texts.Texts(strings, pointer),
            Array = tables.Arrays.Or(arrays),
            Object = tables.Objects.Or(objects),
            Order = [.. orders.SelectMany(o => o).Distinct(StringComparer.Ordinal)],
        };
    }

    private Formula Array(JsonLiteral value)
    {
        int count = value.Items.Count;
        List<Formula> parts =
        [
            tables.AtLeast(0, long.MaxValue, tables.Schemas.True, count),
            tables.Arrays.Not(tables.AtLeast(0, long.MaxValue, tables.Schemas.True, count + 1)),
        ];
        for (int i = 0; i < count; i++)
            parts.Add(tables.Arrays.Not(tables.AtLeast(i, i, tables.Schemas.Not(tables.Leaf(value.Items[i])), 1)));
        return tables.Arrays.And(parts);
    }

    private Formula Object(JsonLiteral value)
    {
        List<Formula> parts = [];
        List<string> names = [];
        foreach (KeyValuePair<string, JsonLiteral> member in value.Members)
        {
            KeySet name = tables.Name(member.Key);
            names.Add(member.Key);
            parts.Add(tables.AtLeast(name, tables.Schemas.True, 1));
            parts.Add(tables.Objects.Not(tables.AtLeast(name, tables.Schemas.Not(tables.Leaf(member.Value)), 1)));
        }

        KeySet others = new() { Names = new HashSet<string>(names, StringComparer.Ordinal), Inverted = true };
        parts.Add(tables.Objects.Not(tables.AtLeast(others, tables.Schemas.True, 1)));
        return tables.Objects.And(parts);
    }
}

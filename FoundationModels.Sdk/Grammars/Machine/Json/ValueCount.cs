using System.Text;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Counts the values that fit a formula, as far as they are few.</summary>
internal static class ValueCount
{
    private const int MostTexts = 256;

    /// <summary>The number of values, up to a bound. Arrays and objects count as many.</summary>
    public static int UpTo(JsonMachine machine, Formula formula, int bound)
    {
        TypedFormula typed = machine.Tables.Expand(formula);
        ValueForms forms = machine.FormsOf(machine.Goal(formula, []));
        if (machine.Arrays.Any(typed.Array) || machine.Objects.Any(typed.Object, typed.Order))
            return bound;
        int count = (typed.Null ? 1 : 0) + (typed.False ? 1 : 0) + (typed.True ? 1 : 0);
        if (forms.String is { } strings)
            count += Texts(strings.Language, Math.Min(bound, MostTexts)).Count is var found && found >= MostTexts ? bound : found;
        if (forms.Number is { } numbers)
            count += Numbers(numbers.Language, Math.Min(bound, MostTexts)).Count is var some && some >= MostTexts ? bound : some;
        return Math.Min(count, bound);
    }

    /// <summary>One of the values, where there is a constant, string or number.</summary>
    public static JsonLiteral? First(JsonMachine machine, Formula formula)
    {
        TypedFormula typed = machine.Tables.Expand(formula);
        ValueForms forms = machine.FormsOf(machine.Goal(formula, []));
        if (typed.Null)
            return JsonLiteral.Null;
        if (typed.False || typed.True)
            return JsonLiteral.OfBoolean(!typed.False);
        if (forms.String is { } strings)
            return JsonLiteral.OfString(Encoding.UTF8.GetString(Texts(strings.Language, 1)[0]));
        return forms.Number is { } numbers ? LiteralText.Parse(Texts(numbers.Language, 1)[0]) : null;
    }

    // The same number has many spellings, so texts are parsed before they are counted.
    private static HashSet<JsonLiteral> Numbers(TextLanguage language, int most)
    {
        HashSet<JsonLiteral> values = [];
        foreach (byte[] text in Texts(language, most * 8))
            values.Add(LiteralText.Parse(text));
        return values;
    }

    private static List<byte[]> Texts(TextLanguage language, int most)
    {
        List<byte[]> found = [];
        Queue<(int State, byte[] Text)> open = new();
        open.Enqueue((language.Start, []));
        Dictionary<int, int> visits = [];
        while (found.Count < most && open.TryDequeue(out (int State, byte[] Text) at))
        {
            if (language.Label(at.State) >= 0)
                found.Add(at.Text);
            visits.TryGetValue(at.State, out int visited);
            if (visited > most)
                continue;
            visits[at.State] = visited + 1;
            for (int value = 0; value < 256; value++)
            {
                if (language.Next(at.State, (byte)value) is >= 0 and int next)
                    open.Enqueue((next, [.. at.Text, (byte)value]));
            }
        }

        return found;
    }
}

using System.Text;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Counts the values that fit a formula, as far as they are few.</summary>
internal static class ValueCount
{
    private const int MostTexts = 256;

    /// <summary>All values that fit a formula, or null if there may be as many as a bound. Arrays and objects count as many.</summary>
    public static List<JsonLiteral>? AllIfFewerThan(JsonMachine machine, Formula formula, int bound)
    {
        TypedFormula typed = machine.Tables.Expand(formula);
        if (machine.Arrays.Any(typed.Array) || machine.Objects.Any(typed.Object, typed.Order))
            return null;
        List<JsonLiteral> all = [];
        if (typed.Null)
            all.Add(JsonLiteral.Null);
        if (typed.False)
            all.Add(JsonLiteral.OfBoolean(false));
        if (typed.True)
            all.Add(JsonLiteral.OfBoolean(true));
        bound = Math.Min(bound, MostTexts);
        ValueForms forms = machine.FormsOf(machine.Goal(formula, []));
        if (forms.String is { } strings)
            all.AddRange(Texts(strings.Language, bound).Select(t => JsonLiteral.OfString(Encoding.UTF8.GetString(t))));
        if (forms.Number is { } numbers)
            all.AddRange(Numbers(numbers.Language, bound));
        return all.Count < bound ? all : null;
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

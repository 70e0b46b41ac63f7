using System.Text;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Completes values with little text: as few members as the schema demands, and the shortest value for each.</summary>
internal sealed class ShortestValues(JsonMachine machine)
{
    private const int MostBytes = 1 << 20;

    private readonly Dictionary<Formula, byte[]?> _known = [];
    private readonly HashSet<Formula> _open = [];
    private bool _assumed;

    /// <summary>Appends a value, and what completes everything around it.</summary>
    /// <param name="goal">What the value has to fit.</param>
    /// <param name="state">The state before it.</param>
    /// <param name="output">Where the text goes.</param>
    public void Complete(ValueGoal goal, GrammarState state, List<byte> output)
        => Feed(state, Text(goal.Goal) ?? throw NoValue(), output).AppendShortestCompletion(output);

    /// <summary>The number of bytes of a value, without white space.</summary>
    public int LengthOf(ValueGoal goal) => (Text(goal.Goal) ?? throw NoValue()).Length;

    /// <summary>Appends the rest of an array, and what completes everything around it.</summary>
    public void Complete(ArraySituation situation, bool isOpening, GrammarState state, bool mustHaveItem, List<byte> output)
    {
        List<byte> text = [];
        if (mustHaveItem && situation.CanEnd)
        {
            // On a line of its own something has to come, though nothing is missing.
            Feed(state, Text(situation.Next!.Value.Goal) ?? throw NoValue(), output).AppendShortestCompletion(output);
            return;
        }

        AppendItems(situation.Goal, situation.Index, isOpening, text);
        text.Add((byte)']');
        Feed(state, text, output).AppendShortestCompletion(output);
    }

    /// <summary>Appends the rest of an object, and what completes everything around it.</summary>
    public void Complete(ObjectSituation situation, bool needsComma, GrammarState state, bool mustHaveMember, List<byte> output)
    {
        List<byte> text = [];
        if (mustHaveMember && situation.CanEnd)
        {
            // Behind a comma something has to come, though nothing is missing: the shortest name that may.
            Feed(state, "\""u8.ToArray(), output).AppendShortestCompletion(output);
            return;
        }

        AppendMembers(situation, needsComma, text);
        text.Add((byte)'}');
        Feed(state, text, output).AppendShortestCompletion(output);
    }

    private static InvalidOperationException NoValue() => new("A state of a grammar has no completion; please report the schema.");

    /// <summary>Appends a text, and on the way the white space that the layout demands.</summary>
    public static GrammarState Feed(GrammarState state, IReadOnlyList<byte> text, List<byte> output)
    {
        foreach (byte value in text)
        {
            GrammarState? next = state.Step(value);
            for (int i = 0; next is null && i < MostBytes; i++)
            {
                byte space = state.LiveBytes.Contains((byte)' ') ? (byte)' ' : (byte)'\n';
                state = state.Step(space) ?? throw NoValue();
                output.Add(space);
                next = state.Step(value);
            }

            state = next!;
            output.Add(value);
        }

        return state;
    }

    private byte[]? Text(Formula formula)
    {
        if (_known.TryGetValue(formula, out byte[]? known))
            return known;
        if (!_open.Add(formula))
        {
            _assumed = true;
            return null;
        }

        bool assumedBefore = _assumed;
        _assumed = false;
        byte[]? text = Find(formula);
        _open.Remove(formula);
        if (!_assumed || _open.Count == 0)
            _known[formula] = text;
        _assumed = _open.Count > 0 && (assumedBefore || _assumed);
        return text;
    }

    private byte[]? Find(Formula formula)
    {
        TypedFormula typed = machine.Tables.Expand(formula);
        ValueForms forms = machine.FormsOf(machine.Goal(formula, []));
        byte[]? best = null;
        Consider(typed.Null ? "null"u8.ToArray() : null);
        Consider(typed.True ? "true"u8.ToArray() : null);
        Consider(typed.False ? "false"u8.ToArray() : null);
        if (forms.Number is { } numbers)
            Consider(Shortest(numbers.Language));
        if (forms.String is { } strings)
            Consider(Quoted(Shortest(strings.Language)));
        if (best is not { Length: <= 2 } && machine.Arrays.HoldsAtEnd(typed.Array))
            Consider("[]"u8.ToArray());
        if (best is not { Length: <= 2 } && machine.Objects.HoldsAtEnd(typed.Object))
            Consider("{}"u8.ToArray());
        if (best is not { Length: <= 2 } && forms.Array is { } array)
            Consider(Enclosed('[', text => AppendItems(array.Goal, 0, true, text), ']'));
        if (best is not { Length: <= 2 } && forms.Object is { } obj)
            Consider(Enclosed('{', text => AppendMembers(obj, false, text), '}'));
        return best;

        void Consider(byte[]? text)
        {
            if (text is not null && (best is null || text.Length < best.Length))
                best = text;
        }
    }

    private static byte[] Shortest(TextLanguage language)
    {
        List<byte> text = [];
        language.AppendShortestSuffix(language.Start, text);
        return [.. text];
    }

    private static byte[] Quoted(ReadOnlySpan<byte> text)
    {
        List<byte> quoted = [(byte)'"'];
        foreach (byte value in text)
            JsonStringText.AppendByte(value, quoted);
        quoted.Add((byte)'"');
        return [.. quoted];
    }

    private static byte[]? Enclosed(char open, Func<List<byte>, bool> append, char close)
    {
        List<byte> text = [(byte)open];
        if (!append(text))
            return null;
        text.Add((byte)close);
        return [.. text];
    }

    private bool AppendItems(Formula goal, long index, bool isFirst, List<byte> text)
    {
        if (machine.Arrays.HoldsAtEnd(goal))
            return true;
        ArrayPlan plan = machine.Arrays.Plan(goal, index);
        HashSet<JsonLiteral> taken = [.. plan.Distinct?.OfType<JsonLiteral>() ?? []];
        Dictionary<Formula, Queue<JsonLiteral>> free = [];
        for (int i = 0; i < plan.Items.Count; i++)
        {
            byte[]? value = plan.Distinct is null ? Text(plan.Items[i])
                : plan.Distinct[i] is { } own ? Text(machine.Tables.Leaf(own))
                : Unlike(taken, plan.Items[i], plan.Items.Count, free);
            if (value is null || text.Count + value.Length > MostBytes)
                return false;
            if (!isFirst)
                text.Add((byte)',');
            isFirst = false;
            text.AddRange(value);
        }

        return true;
    }

    // Items that must differ get the shortest value that no other has.
    private byte[]? Unlike(HashSet<JsonLiteral> taken, Formula item, int count, Dictionary<Formula, Queue<JsonLiteral>> free)
    {
        if (!free.TryGetValue(item, out Queue<JsonLiteral>? values))
            free.Add(item, values = ValueCount.Shortest(machine, item, count + 1));
        while (values.TryDequeue(out JsonLiteral? value))
        {
            if (taken.Add(value))
                return Text(machine.Tables.Leaf(value));
        }

        FormulaPool schemas = machine.Tables.Schemas;
        byte[]? text = Text(schemas.And([item, .. taken.Select(v => schemas.Not(machine.Tables.Leaf(v)))]));
        if (text is not null)
            taken.Add(LiteralText.Parse(text));
        return text;
    }

    private bool AppendMembers(ObjectSituation situation, bool needsComma, List<byte> text)
    {
        if (machine.Objects.HoldsAtEnd(situation.Goal))
            return true;
        Dictionary<int, Queue<string>> names = [];
        IReadOnlyList<(int Class, Formula Value)> members = machine.Objects.Plan(situation);
        foreach ((int keyClass, Formula formula) in members.OrderBy(m => m.Class))
        {
            byte[]? value = Text(formula);
            if (value is null || text.Count + value.Length > MostBytes)
                return false;
            if (needsComma)
                text.Add((byte)',');
            needsComma = true;
            text.AddRange(Quoted(Encoding.UTF8.GetBytes(NameOf(situation, keyClass, members.Count, names))));
            text.Add((byte)':');
            text.AddRange(value);
        }

        return true;
    }

    private static string NameOf(ObjectSituation situation, int keyClass, int needed, Dictionary<int, Queue<string>> names)
    {
        ObjectProgram program = situation.Program;
        if (keyClass < program.Names.Length)
            return program.Names[keyClass];
        if (!names.TryGetValue(keyClass, out Queue<string>? free))
            names.Add(keyClass, free = new Queue<string>(new KeyTexts(program.Keys, keyClass).List(needed + situation.Used.Others.Count).Except(situation.Used.Others)));
        return free.Count > 0 ? free.Dequeue() : throw NoValue();
    }
}

using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Numbers;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for numbers and strings.</summary>
internal sealed class TextKeywords(SchemaTables tables)
{
    // A pattern longer than this, or with a count this large, may need too large an automaton: that must be found while the grammar is compiled and not in the middle of a response.
    private const int CertainlySmall = 80;

    // Within the numbers that are generated in digits alone.
    private const int CertainMagnitude = 18;
    private const int CertainDigits = 17;

    private readonly Dictionary<string, Formula> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<(char Relation, ExactDecimal Value), Formula> _numbers = [];
    private Formula? _integer;
    private Formula? _digits;

    /// <summary>Gets the formula that a number is an integer.</summary>
    public Formula Integer
    {
        get
        {
            if (_integer is null)
            {
                _integer = NumberAtom(() => NumberAutomata.Integer, "", TextAtomShape.Integers);
                tables.IntegerAtom = _integer.Atom;
            }

            return _integer;
        }
    }

    /// <summary>Gets the formula that a number is an integer and written as one.</summary>
    public Formula Digits => _digits ??= tables.Numbers.And(Integer, NumberAtom(() => NumberAutomata.Digits, "", TextAtomShape.Integers));

    public void Add(SchemaNode node, TypedParts parts)
    {
        AddBound(node.Minimum, '>', v => NumberAutomata.AtLeast(v, false), node.Pointer + "/minimum", parts);
        AddBound(node.ExclusiveMinimum, ')', v => NumberAutomata.AtLeast(v, true), node.Pointer + "/exclusiveMinimum", parts);
        AddBound(node.Maximum, '<', v => NumberAutomata.AtMost(v, false), node.Pointer + "/maximum", parts);
        AddBound(node.ExclusiveMaximum, '(', v => NumberAutomata.AtMost(v, true), node.Pointer + "/exclusiveMaximum", parts);
        AddBound(node.MultipleOf, '*', v => NumberAutomata.MultipleOf(v), node.Pointer + "/multipleOf", parts, early: true);
        if (node.MinLength is > 0 || node.MaxLength is not null)
            AddLength(node.MinLength ?? 0, node.MaxLength ?? long.MaxValue, node.Pointer, parts);
        if (node.Pattern is { } pattern)
            parts.String(Pattern(pattern, node.Pointer + "/pattern"));
        if (node.Format is { } format && Format(format, node.Pointer + "/format") is { } formula)
            parts.String(formula);
    }

    /// <summary>The formula that a number equals another.</summary>
    public Formula Equal(ExactDecimal value, string pointer) => Number('=', value, v => NumberAutomata.EqualTo(v), pointer);

    /// <summary>The formula that a string matches a pattern somewhere.</summary>
    public Formula Pattern(string pattern, string pointer)
    {
        if (_strings.TryGetValue(pattern, out Formula? known))
            return known;
        TextAtom atom = TextAtom.Of(() => PatternAutomaton.Compile(pattern, tables.Limits, default), pointer, IsPlain(pattern) ? TextAtomShape.Inhabited : TextAtomShape.Unknown);
        if (pattern.Length > CertainlySmall || pattern.AsSpan().IndexOf('{') >= 0)
            atom.GetAutomaton();
        else
            Check(pattern, pointer);
        return _strings[pattern] = tables.AddString(atom);
    }

    /// <summary>The formula that a string is one of several.</summary>
    public Formula Texts(IReadOnlyList<string> texts, string pointer) => tables.AddString(TextAtom.Of(texts, pointer));

    // Without look-around and with anchors at the ends alone, something always matches.
    private static bool IsPlain(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is 'b' or 'B' or 'p' or 'P' or 'u' or '1':
                case '(' when i + 1 < pattern.Length && pattern[i + 1] == '?':
                case '^' when i > 0 && pattern[i - 1] != '[':
                case '$' when i + 1 < pattern.Length:
                case '[' when i + 1 < pattern.Length && pattern[i + 1] == ']':
                    return false;
                case '\\':
                    i++;
                    break;
            }
        }

        return true;
    }

    private static void Check(string pattern, string pointer)
    {
        try
        {
            PatternAutomaton.Check(pattern);
        }
        catch (GrammarRefusal e)
        {
            throw e.At(pointer);
        }
    }

    private Formula? Format(string format, string pointer)
    {
        string key = "format:" + format;
        if (_strings.TryGetValue(key, out Formula? known))
            return known;
        return TextFormats.Find(format) is { } automaton ? _strings[key] = tables.AddString(TextAtom.Of(() => automaton, pointer, TextAtomShape.Inhabited)) : null;
    }

    private void AddLength(long minimum, long maximum, string pointer, TypedParts parts)
    {
        if (minimum > maximum)
        {
            parts.String(tables.Strings.False);
            return;
        }

        string key = $"length:{minimum}:{maximum}";
        if (!_strings.TryGetValue(key, out Formula? formula))
            _strings.Add(key, formula = tables.AddString(TextAtom.OfLength(minimum, maximum, pointer)));
        parts.String(formula);
    }

    private void AddBound(ExactDecimal? bound, char relation, Func<ExactDecimal, ByteAutomaton> make, string pointer, TypedParts parts, bool early = false)
    {
        if (bound is not { } value)
            return;
        Formula formula = Number(relation, value, make, pointer);
        if (early)
            tables.NumberAtoms[formula.Atom].GetAutomaton();
        parts.Number(formula);
    }

    private Formula Number(char relation, ExactDecimal value, Func<ExactDecimal, ByteAutomaton> make, string pointer)
    {
        if (!_numbers.TryGetValue((relation, value), out Formula? formula))
            _numbers.Add((relation, value), formula = NumberAtom(() => make(value), pointer, ShapeOf(relation, value)));
        return formula;
    }

    // Numbers that are too large or too fine to be generated in digits are not counted on.
    private static TextAtomShape ShapeOf(char relation, ExactDecimal value) => relation switch
    {
        '>' or ')' => value.Sign <= 0 || value.Magnitude <= CertainMagnitude ? TextAtomShape.Upwards : TextAtomShape.Unknown,
        '<' or '(' => value.Sign >= 0 || value.Magnitude <= CertainMagnitude ? TextAtomShape.Downwards : TextAtomShape.Unknown,
        '=' => value.Magnitude <= CertainMagnitude && value.Exponent >= -CertainDigits ? TextAtomShape.Inhabited : TextAtomShape.Unknown,
        _ => TextAtomShape.Inhabited,
    };

    private Formula NumberAtom(Func<ByteAutomaton> make, string pointer, TextAtomShape shape)
    {
        tables.NumberAtoms.Add(TextAtom.Of(make, pointer, shape));
        return tables.Numbers.Atom(tables.NumberAtoms.Count - 1);
    }
}

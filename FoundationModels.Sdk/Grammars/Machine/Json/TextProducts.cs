using System.Text;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Languages of formulas over texts, each in the form that costs least: a list that is gone through, an automaton while it is small, or parts side by side.</summary>
internal static class TextProducts
{
    // An automaton that takes no more than this to make, about half a millisecond, is worth having: equal ones share the masks of texts.
    private const int SmallWork = 12_000;

    // Enumerations of numbers are combined in steps: a state of so many parts is too wide.
    private const int MostSideBySide = 16;

    // Of longer lists, going through all texts may take longer than to combine automata.
    private const int MostListed = 20_000;

    /// <summary>The strings that fit a formula, or null where none does.</summary>
    /// <param name="tables">The atoms.</param>
    /// <param name="formulas">What a string has to fit, and the questions about it.</param>
    /// <param name="label">The label of a string by the formulas that hold.</param>
    public static TextLanguage? OfStrings(SchemaTables tables, Formula[] formulas, Func<bool[], int> label)
    {
        if (formulas[0].IsFalse)
            return null;
        formulas = Array.ConvertAll(formulas, f => Joined(tables, f));
        if (Listed(tables, formulas[0]) is { Count: <= MostListed } texts)
            return OfAutomaton(OfList(tables, formulas, texts, label));
        return Of(tables.Strings, tables.StringAtoms, formulas, ByteAutomaton.AnyText, label, tables.Limits);
    }

    /// <summary>The numbers that fit a formula, or null where none does.</summary>
    /// <param name="tables">The atoms.</param>
    /// <param name="formulas">What a number has to fit, and the questions about it.</param>
    /// <param name="universe">The numbers that there are.</param>
    /// <param name="label">The label of a number by the formulas that hold.</param>
    public static TextLanguage? OfNumbers(SchemaTables tables, Formula[] formulas, ByteAutomaton universe, Func<bool[], int> label)
        => formulas[0].IsFalse ? null
            : formulas.Length == 1 && formulas[0].Parts.Length > MostSideBySide ? OfAutomaton(TextFormulas.Combine(tables.NumberAtoms, formulas[0], universe, tables.Limits))
            : Of(tables.Numbers, tables.NumberAtoms, formulas, universe, label, tables.Limits);

    /// <summary>The automaton of the strings that fit a formula, or null where it is not small.</summary>
    /// <param name="tables">The atoms.</param>
    /// <param name="formula">The formula.</param>
    public static ByteAutomaton? Small(SchemaTables tables, Formula formula)
    {
        if (formula.Kind == FormulaKind.Atom)
            return tables.StringAtoms[formula.Atom].GetAutomaton();
        return TextFormulas.TryCombine(tables.StringAtoms, [Joined(tables, formula)], ByteAutomaton.AnyText, static truth => truth[0] ? 0 : -1, tables.Limits, SmallWork);
    }

    /// <summary>The texts that a formula allows at most, or null where it gives no list.</summary>
    public static IReadOnlyList<string>? Listed(SchemaTables tables, Formula formula)
    {
        switch (formula.Kind)
        {
            case FormulaKind.Atom:
                return tables.StringAtoms[formula.Atom].GetTexts();
            case FormulaKind.And:
                IReadOnlyList<string>? fewest = null;
                foreach (Formula part in formula.Parts)
                {
                    if (Listed(tables, part) is { } texts && (fewest is null || texts.Count < fewest.Count))
                        fewest = texts;
                }

                return fewest;
            case FormulaKind.Or or FormulaKind.One:
                List<string> all = [];
                foreach (Formula part in formula.Parts)
                {
                    if (Listed(tables, part) is not { } texts)
                        return null;
                    all.AddRange(texts);
                }

                return all;
            default:
                return null;
        }
    }

    private static TextLanguage? Of(FormulaPool pool, List<TextAtom> atoms, Formula[] formulas, ByteAutomaton universe, Func<bool[], int> label, AutomatonLimits limits)
    {
        if (TextFormulas.TryCombine(atoms, formulas, universe, truth => truth[0] ? label(truth) : -1, limits, SmallWork) is { } automaton)
            return OfAutomaton(automaton);
        ProductLanguage product = new(pool, atoms, formulas, universe, label, limits);
        return product.IsEmpty ? null : product;
    }

    private static AutomatonLanguage? OfAutomaton(ByteAutomaton automaton) => automaton.IsEmpty ? null : new AutomatonLanguage(automaton);

    private static ByteAutomaton OfList(SchemaTables tables, Formula[] formulas, IReadOnlyList<string> texts, Func<bool[], int> label)
    {
        List<KeyValuePair<byte[], int>> words = [];
        UTF8Encoding encoding = new(false, throwOnInvalidBytes: true);
        foreach (string text in texts)
        {
            byte[] bytes;
            try
            {
                bytes = encoding.GetBytes(text);
            }
            catch (EncoderFallbackException)
            {
                // Half of a character has no UTF-8, so that no output can contain it.
                continue;
            }

            bool[] truth = Array.ConvertAll(formulas, f => TextFormulas.Holds(f, a => tables.StringAtoms[a].Contains(text, bytes)));
            if (truth[0])
                words.Add(new(bytes, label(truth)));
        }

        return ByteAutomaton.OfWords(words);
    }

    // Lists that are excluded one by one, as items that must differ exclude those before them, are one list.
    private static Formula Joined(SchemaTables tables, Formula formula)
    {
        FormulaPool pool = tables.Strings;
        switch (formula.Kind)
        {
            case FormulaKind.Not:
                return pool.Not(Joined(tables, formula.Parts[0]));
            case FormulaKind.And or FormulaKind.Or:
                bool isAnd = formula.Kind == FormulaKind.And;
                List<Formula> parts = [];
                List<IReadOnlyList<string>> lists = [];
                foreach (Formula part in formula.Parts)
                {
                    if (part.IsLiteral && part.Kind == FormulaKind.Not == isAnd && tables.StringAtoms[part.LiteralAtom].GetTexts() is { } list)
                        lists.Add(list);
                    else
                        parts.Add(Joined(tables, part));
                }

                if (lists.Count < 2)
                    return formula;
                Formula joined = tables.AddString(TextAtom.Of([.. lists.SelectMany(l => l).Distinct(StringComparer.Ordinal)], ""));
                parts.Add(isAnd ? pool.Not(joined) : joined);
                return isAnd ? pool.And(parts) : pool.Or(parts);
            default:
                return formula;
        }
    }
}

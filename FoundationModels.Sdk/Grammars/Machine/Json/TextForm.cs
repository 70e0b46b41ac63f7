using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.Machine;

/// <summary>The strings or numbers that are valid, with the answers that each one gives as its label.</summary>
internal sealed class TextForm
{
    // Up to this product of states and length, one automaton for both is cheaper than counting aside.
    private const int SmallProduct = 2_000;

    // Lengths up to this are a part of their own beside others whose product would be large.
    private const int MostCountedAside = 5_000;

    // A string that is longer does not fit into any model's context, so that a larger bound is none.
    private const int MostCounted = 100_000_000;

    private TextForm(TextLanguage? language) => Language = language!;

    /// <summary>Gets the language; its labels are numbers of answers.</summary>
    public TextLanguage Language { get; }

    /// <summary>Gets this, or null where nothing is valid.</summary>
    public TextForm? OrNull => Language is null ? null : this;

    /// <summary>The valid strings.</summary>
    public static TextForm OfStrings(JsonMachine machine, Formula goal, Formula[] questions)
    {
        if (goal.IsFalse)
            return new TextForm(null);
        if (questions.Length > 0)
            return new TextForm(TextProducts.OfStrings(machine.Tables, [goal, .. questions], truth => machine.Answers.Intern(truth[1..])));
        if (goal.IsTrue)
            return new TextForm(AutomatonLanguage.AnyText);
        return new TextForm(Plain(machine.Tables, goal));
    }

    /// <summary>The valid numbers.</summary>
    public static TextForm OfNumbers(JsonMachine machine, Formula goal, Formula[] questions)
    {
        if (goal.IsFalse)
            return new TextForm(null);
        bool plain = machine.Options.Spelling == GrammarSpelling.Canonical;
        if (goal.IsTrue && questions.Length == 0)
            return new TextForm(new AutomatonLanguage(plain ? NumberAutomata.PlainUniverse : NumberAutomata.Any));
        ByteAutomaton universe = plain ? NumberAutomata.PlainUniverse : NumberAutomata.Universe;
        if (plain && MustBeInteger(machine.Tables, goal))
        {
            // The universe says so already, and the automaton for all spellings of integers is by far the largest.
            universe = NumberAutomata.PlainIntegers;
            goal = machine.Tables.Numbers.Substitute(goal, a => a == machine.Tables.IntegerAtom ? machine.Tables.Numbers.True : null);
        }

        return new TextForm(questions.Length == 0
            ? TextProducts.OfNumbers(machine.Tables, [goal], universe, static _ => 0)
            : TextProducts.OfNumbers(machine.Tables, [goal, .. questions], universe, truth => machine.Answers.Intern(truth[1..])));
    }

    private static TextLanguage? Plain(SchemaTables tables, Formula goal)
    {
        if (goal.Kind != FormulaKind.Atom && TextProducts.Listed(tables, goal) is not null)
            return TextProducts.OfStrings(tables, [goal], static _ => 0);
        (List<Formula> rest, long minimum, long maximum) = SplitLengths(tables, goal);
        if (minimum > maximum)
            return null;
        Formula other = tables.Strings.And(rest);
        if (other.IsTrue && minimum < MostCounted)
            return new LengthLanguage((int)minimum, maximum >= MostCounted ? int.MaxValue : (int)maximum);
        ByteAutomaton? small = other.IsTrue ? ByteAutomaton.AnyText : TextProducts.Small(tables, other);
        bool isCounted = minimum <= MostCountedAside && (maximum <= MostCountedAside || maximum == long.MaxValue);
        if (isCounted && (small is null || minimum * small.StateCount > SmallProduct))
            return TextProducts.OfStrings(tables, [goal], static _ => 0);
        ByteAutomaton automaton = small ?? TextFormulas.Combine(tables.StringAtoms, other, ByteAutomaton.AnyText, tables.Limits);
        if (minimum > 0 || (maximum != long.MaxValue && (maximum + 1) * automaton.StateCount <= SmallProduct))
            automaton = WithLengths(automaton, tables.Limits, minimum, maximum == long.MaxValue || (maximum + 1) * automaton.StateCount > SmallProduct ? null : (int)maximum);
        if (automaton.IsEmpty)
            return null;
        if (maximum == long.MaxValue)
            return new AutomatonLanguage(automaton);
        BoundedLanguage bounded = new(automaton, (int)Math.Min(maximum, int.MaxValue / (automaton.StateCount + 1)));
        return bounded.IsEmpty ? null : bounded;
    }

    private static bool MustBeInteger(SchemaTables tables, Formula goal)
        => goal.Kind == FormulaKind.And ? Array.Exists(goal.Parts, p => MustBeInteger(tables, p)) : goal.Kind == FormulaKind.Atom && goal.Atom == tables.IntegerAtom;

    private static ByteAutomaton WithLengths(ByteAutomaton automaton, AutomatonLimits limits, long minimum, int? maximum)
    {
        if (minimum > limits.MaximumStates)
            throw new GrammarRefusal("", $"A string of at least {minimum} characters needs too large an automaton. Lower minLength.");
        return ByteAutomaton.Combine([automaton, ByteAutomaton.OfLengths((int)minimum, maximum, limits)], static bits => (bits[0] & 3) == 3 ? 0 : -1, limits);
    }

    private static (List<Formula> Others, long Minimum, long Maximum) SplitLengths(SchemaTables tables, Formula goal)
    {
        List<Formula> rest = [];
        long minimum = 0;
        long maximum = long.MaxValue;
        foreach (Formula part in goal.Kind == FormulaKind.And ? goal.Parts : [goal])
        {
            if (part.Kind == FormulaKind.Atom && tables.StringAtoms[part.Atom] is { IsLength: true } length)
            {
                minimum = Math.Max(minimum, length.MinimumLength);
                maximum = Math.Min(maximum, length.MaximumLength);
            }
            else
            {
                rest.Add(part);
            }
        }

        return (rest, minimum, maximum);
    }
}

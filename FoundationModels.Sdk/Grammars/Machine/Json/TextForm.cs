using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.Machine;

/// <summary>The strings or numbers that are valid, with the answers that each one gives as its label.</summary>
internal sealed class TextForm
{
    // Up to this product of states and length, one automaton for both is cheaper than counting aside.
    private const int SmallProduct = 2_000;

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
            return Make(machine, machine.Tables.StringAtoms, goal, questions, ByteAutomaton.AnyText);
        if (goal.IsTrue)
            return new TextForm(AutomatonLanguage.AnyText);
        (List<Formula> rest, long minimum, long maximum) = SplitLengths(machine.Tables, goal);
        if (minimum > maximum)
            return new TextForm(null);
        Formula other = machine.Tables.Strings.And(rest);
        if (other.IsTrue && minimum < MostCounted)
            return new TextForm(new LengthLanguage((int)minimum, maximum >= MostCounted ? int.MaxValue : (int)maximum));
        ByteAutomaton automaton = other.IsTrue ? ByteAutomaton.AnyText : Plain(machine.Tables, other);
        if (minimum > 0 || (maximum != long.MaxValue && (maximum + 1) * automaton.StateCount <= SmallProduct))
            automaton = WithLengths(automaton, machine.Tables.Limits, minimum, maximum == long.MaxValue || (maximum + 1) * automaton.StateCount > SmallProduct ? null : (int)maximum);
        if (automaton.IsEmpty)
            return new TextForm(null);
        if (maximum == long.MaxValue)
            return new TextForm(new AutomatonLanguage(automaton));
        BoundedLanguage bounded = new(automaton, (int)Math.Min(maximum, int.MaxValue / (automaton.StateCount + 1)));
        return new TextForm(bounded.IsEmpty ? null : bounded);
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

        return questions.Length == 0 ? OfAutomaton(TextFormulas.Combine(machine.Tables.NumberAtoms, goal, universe, machine.Tables.Limits)) : Make(machine, machine.Tables.NumberAtoms, goal, questions, universe);
    }

    private static bool MustBeInteger(SchemaTables tables, Formula goal)
        => goal.Kind == FormulaKind.And ? Array.Exists(goal.Parts, p => MustBeInteger(tables, p)) : goal.Kind == FormulaKind.Atom && goal.Atom == tables.IntegerAtom;

    private static TextForm OfAutomaton(ByteAutomaton automaton) => new(automaton.IsEmpty ? null : new AutomatonLanguage(automaton));

    private static ByteAutomaton Plain(SchemaTables tables, Formula formula) => formula.Kind == FormulaKind.Atom
        ? tables.StringAtoms[formula.Atom].GetAutomaton()
        : TextFormulas.Combine(tables.StringAtoms, formula, ByteAutomaton.AnyText, tables.Limits);

    private static ByteAutomaton WithLengths(ByteAutomaton automaton, AutomatonLimits limits, long minimum, int? maximum)
    {
        if (minimum > limits.MaximumStates)
            throw new GrammarRefusal("", $"A string of at least {minimum} characters needs too large an automaton. Lower minLength.");
        return ByteAutomaton.Combine([automaton, ByteAutomaton.OfLengths((int)minimum, maximum, limits)], static bits => (bits[0] & 3) == 3 ? 0 : -1, limits);
    }

    private static TextForm Make(JsonMachine machine, List<TextAtom> atoms, Formula goal, Formula[] questions, ByteAutomaton universe)
        => OfAutomaton(TextFormulas.Combine(atoms, [goal, .. questions], universe, truth => truth[0] ? machine.Answers.Intern(truth[1..]) : -1, machine.Tables.Limits));

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

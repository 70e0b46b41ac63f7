using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Turns formulas over text atoms into automata.</summary>
internal static class TextFormulas
{
    private const int MostAtOnce = 16;

    /// <summary>The automaton of the texts for which a formula holds.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="universe">The texts that there are.</param>
    /// <param name="limits">What the automaton may cost.</param>
    public static ByteAutomaton Combine(IReadOnlyList<TextAtom> atoms, Formula formula, ByteAutomaton universe, AutomatonLimits limits)
        => formula.Kind is FormulaKind.And or FormulaKind.Or && formula.Parts.Length > MostAtOnce
            ? CombineInSteps(atoms, formula, universe, limits)
            : Combine(atoms, [formula], universe, static truth => truth[0] ? 0 : -1, limits);

    /// <summary>The automaton that tells texts apart by the formulas that hold for them.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="formulas">The formulas.</param>
    /// <param name="universe">The texts that there are.</param>
    /// <param name="label">The label of a text by the formulas that hold; -1 rejects it.</param>
    /// <param name="limits">What the automaton may cost.</param>
    public static ByteAutomaton Combine(
        IReadOnlyList<TextAtom> atoms, IReadOnlyList<Formula> formulas, ByteAutomaton universe, Func<bool[], int> label, AutomatonLimits limits)
        => TryCombine(atoms, formulas, universe, label, limits, long.MaxValue)!;

    /// <summary>The automaton that tells texts apart by the formulas that hold for them, or null where it takes more than some steps to make.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="formulas">The formulas.</param>
    /// <param name="universe">The texts that there are.</param>
    /// <param name="label">The label of a text by the formulas that hold; -1 rejects it.</param>
    /// <param name="limits">What the automaton may cost.</param>
    /// <param name="maximumSteps">The most steps.</param>
    public static ByteAutomaton? TryCombine(
        IReadOnlyList<TextAtom> atoms, IReadOnlyList<Formula> formulas, ByteAutomaton universe, Func<bool[], int> label, AutomatonLimits limits, long maximumSteps)
    {
        SortedSet<int> used = [];
        foreach (Formula formula in formulas)
            Collect(formula, used);
        int[] order = [.. used];
        Dictionary<int, int> place = [];
        for (int i = 0; i < order.Length; i++)
            place.Add(order[i], i);
        List<ByteAutomaton> parts = [.. order.Select(a => atoms[a].GetAutomaton()), universe];
        bool[] truth = new bool[formulas.Count];
        return new AutomatonProduct(parts, Label, new AutomatonBudget(limits, default)).Build(maximumSteps);

        int Label(ulong[] accepted)
        {
            if (!Bit(accepted, order.Length))
                return -1;
            for (int i = 0; i < truth.Length; i++)
                truth[i] = Holds(formulas[i], a => Bit(accepted, place[a]));
            return label(truth);
        }
    }

    /// <summary>Whether a formula holds.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="holds">Whether an atom does.</param>
    public static bool Holds(Formula formula, Func<int, bool> holds)
    {
        switch (formula.Kind)
        {
            case FormulaKind.True:
                return true;
            case FormulaKind.False:
                return false;
            case FormulaKind.Atom:
                return holds(formula.Atom);
            case FormulaKind.Not:
                return !Holds(formula.Parts[0], holds);
        }

        int count = 0;
        foreach (Formula part in formula.Parts)
            count += Holds(part, holds) ? 1 : 0;
        return formula.Kind switch
        {
            FormulaKind.And => count == formula.Parts.Length,
            FormulaKind.Or => count > 0,
            _ => count == 1,
        };
    }

    // The automaton of many parts at once has a vector of as many states for each of its own.
    private static ByteAutomaton CombineInSteps(IReadOnlyList<TextAtom> atoms, Formula formula, ByteAutomaton universe, AutomatonLimits limits)
    {
        Func<ulong[], int> label = formula.Kind == FormulaKind.Or ? static bits => bits[0] != 0 ? 0 : -1 : static bits => bits[0] == (1UL << MostAtOnce) - 1 ? 0 : -1;
        List<ByteAutomaton> parts = [.. formula.Parts.Select(p => p.Kind == FormulaKind.Atom ? atoms[p.Atom].GetAutomaton() : Combine(atoms, p, universe, limits))];
        while (parts.Count > 1)
        {
            List<ByteAutomaton> fewer = [];
            for (int i = 0; i < parts.Count; i += MostAtOnce)
            {
                List<ByteAutomaton> some = parts.GetRange(i, Math.Min(MostAtOnce, parts.Count - i));
                while (some.Count < MostAtOnce)
                    some.Add(some[0]);
                fewer.Add(ByteAutomaton.Combine(some, label, limits, default));
            }

            parts = fewer;
        }

        return ByteAutomaton.Both(parts[0], universe);
    }

    private static void Collect(Formula formula, SortedSet<int> atoms)
    {
        if (formula.Kind == FormulaKind.Atom)
            atoms.Add(formula.Atom);
        foreach (Formula part in formula.Parts)
            Collect(part, atoms);
    }

    private static bool Bit(ulong[] bits, int index) => (bits[index >> 6] >> (index & 63) & 1) != 0;
}

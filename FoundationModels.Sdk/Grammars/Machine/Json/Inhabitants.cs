using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Knows whether any value fits a formula over schemas. A value that would have to hold itself does not exist.</summary>
internal sealed class Inhabitants(JsonMachine machine)
{
    // Deeper values than this are not looked for; the stack is not endless either.
    private const int MostDepth = 200;

    private readonly Dictionary<Formula, bool> _known = [];
    private readonly HashSet<Formula> _open = [];
    private bool _assumed;

    /// <summary>Whether a value fits.</summary>
    public bool Any(Formula formula)
    {
        if (formula.IsTrue || formula.IsFalse)
            return formula.IsTrue;
        if (_known.TryGetValue(formula, out bool known))
            return known;
        if (_open.Count >= MostDepth || !_open.Add(formula))
        {
            _assumed = true;
            return false;
        }

        bool assumedBefore = _assumed;
        _assumed = false;
        bool any;
        try
        {
            any = Find(formula);
        }
        finally
        {
            _open.Remove(formula);
        }

        // "None" that rests on an open question holds for the outermost question only.
        if (any || !_assumed || _open.Count == 0)
            _known[formula] = any;
        _assumed = _open.Count > 0 && (assumedBefore || (_assumed && !any));
        return any;
    }

    // What needs no automaton to be sure of: one language, or integers with a bound on one side.
    private static bool HasText(Formula formula, List<TextAtom> atoms)
    {
        if (formula.Kind == FormulaKind.Atom)
            return atoms[formula.Atom].Shape != TextAtomShape.Unknown;
        return formula.Kind == FormulaKind.And
            && (formula.Parts.All(p => Is(p, TextAtomShape.Integers, TextAtomShape.Upwards)) || formula.Parts.All(p => Is(p, TextAtomShape.Integers, TextAtomShape.Downwards)));

        bool Is(Formula part, TextAtomShape one, TextAtomShape other) => part.Kind == FormulaKind.Atom && (atoms[part.Atom].Shape == one || atoms[part.Atom].Shape == other);
    }

    private bool Find(Formula formula)
    {
        TypedFormula typed = machine.Tables.Expand(formula);
        if (typed.Null || typed.False || typed.True || typed.String.IsTrue || typed.Number.IsTrue || typed.Object.IsTrue || typed.Array.IsTrue)
            return true;
        if (HasText(typed.String, machine.Tables.StringAtoms) || HasText(typed.Number, machine.Tables.NumberAtoms))
            return true;
        ValueForms forms = machine.FormsOf(machine.Goal(formula, []));
        return forms.String is not null || forms.Number is not null || machine.Arrays.Any(typed.Array) || machine.Objects.Any(typed.Object, typed.Order);
    }
}

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Whether a member's fitting a schema helps an object or array to become valid, or hinders it.</summary>
internal sealed class AnswerEffects
{
    private readonly CollectionLogic _logic;
    private readonly Func<int, bool> _covers;
    private readonly HashSet<Formula> _helping = [];
    private readonly HashSet<Formula> _hindering = [];
    private readonly HashSet<(Formula, bool)> _seen = [];

    public AnswerEffects(CollectionLogic logic, Func<int, bool> covers, Formula goal)
    {
        _logic = logic;
        _covers = covers;
        Collect(goal, true);
    }

    /// <summary>True where the answer yes only helps, false where it only hinders, null where it may do both.</summary>
    public bool? Of(Formula subject)
    {
        bool helps = _helping.Contains(subject);
        return helps && _hindering.Contains(subject) ? null : helps;
    }

    private void Collect(Formula formula, bool isWanted)
    {
        if (!_seen.Add((formula, isWanted)))
            return;
        switch (formula.Kind)
        {
            case FormulaKind.Atom:
                Formula value = _logic.ValueOf(formula.Atom);
                if (value.IsTrue || !_covers(formula.Atom))
                    return;
                bool isNegated = value.Kind == FormulaKind.Not;
                (isWanted != isNegated ? _helping : _hindering).Add(isNegated ? value.Parts[0] : value);
                break;
            case FormulaKind.Not:
                Collect(formula.Parts[0], !isWanted);
                break;
            case FormulaKind.One:
                foreach (Formula part in formula.Parts)
                {
                    Collect(part, true);
                    Collect(part, false);
                }

                break;
            default:
                foreach (Formula part in formula.Parts)
                    Collect(part, isWanted);
                break;
        }
    }
}

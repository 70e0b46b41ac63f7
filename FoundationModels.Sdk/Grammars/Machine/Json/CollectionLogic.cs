using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>What objects and arrays have in common: formulas that count members, and how they change as members come.</summary>
internal abstract class CollectionLogic(JsonMachine machine)
{
    // More combinations of answers than this are not told apart before the value is read.
    private const int MostCombinations = 512;
    private const int MostSubjects = 1_000;

    /// <summary>Gets the machine.</summary>
    public JsonMachine Machine { get; } = machine;

    /// <summary>Gets the formulas.</summary>
    public abstract FormulaPool Pool { get; }

    /// <summary>What an atom demands of a member's value.</summary>
    public abstract Formula ValueOf(int atom);

    /// <summary>The atom with one member less to come.</summary>
    public abstract Formula OneLess(int atom);

    /// <summary>Whether a formula holds when nothing more comes.</summary>
    public bool HoldsAtEnd(Formula formula) => Pool.Substitute(formula, _ => Pool.False).IsTrue;

    /// <summary>The formula after a member.</summary>
    /// <param name="formula">The formula before.</param>
    /// <param name="covers">Whether an atom counts the member, by its place or name.</param>
    /// <param name="truth">Which of the formulas over schemas the member's value fits.</param>
    public Formula After(Formula formula, Func<int, bool> covers, Dictionary<Formula, bool> truth) => Pool.Substitute(formula, atom =>
    {
        if (!covers(atom))
            return null;
        Formula value = ValueOf(atom);
        bool fits = value.IsTrue || (truth.TryGetValue(Subject(value), out bool answer) && answer != (value.Kind == FormulaKind.Not));
        return fits ? OneLess(atom) : null;
    });

    /// <summary>Decides what the value of the next member has to fit.</summary>
    /// <param name="goal">What the collection has to fit.</param>
    /// <param name="questions">What is to be found out about the collection.</param>
    /// <param name="covers">Whether an atom counts the member.</param>
    /// <param name="canComplete">Whether the rest can be completed under a formula.</param>
    /// <returns>Null where no value will do.</returns>
    public MemberChoice? Choose(Formula goal, Formula[] questions, Func<int, bool> covers, Func<Formula, bool> canComplete)
    {
        List<Formula> subjects = [];
        Collect(goal, covers, subjects);
        int inGoal = subjects.Count;
        foreach (Formula question in questions)
            Collect(question, covers, subjects);
        if (subjects.Count == 0)
            return canComplete(After(goal, covers, [])) ? new MemberChoice(Machine.Goal(Machine.Tables.Schemas.True, []), [], []) : null;
        Search search = new(this, covers, canComplete, subjects.GetRange(0, inGoal), new AnswerEffects(this, covers, goal));
        Formula value = search.Decide(goal, 0, Machine.Tables.Schemas.True);
        if (value.IsFalse)
            return null;
        bool?[] known = new bool?[subjects.Count];
        for (int i = 0; i < inGoal; i++)
            known[i] = search.Known(i);
        Formula[] open = [.. subjects.Where((_, i) => known[i] is null)];
        return new MemberChoice(Machine.Goal(value, open), [.. subjects], known);
    }

    private static Formula Subject(Formula value) => value.Kind == FormulaKind.Not ? value.Parts[0] : value;

    private void Collect(Formula formula, Func<int, bool> covers, List<Formula> subjects)
    {
        if (subjects.Count > MostSubjects)
            throw new GrammarRefusal("", $"More than {MostSubjects} schemas have to be told apart for one value. Use fewer branches in oneOf, anyOf or enum.");
        if (formula.Kind == FormulaKind.Atom)
        {
            Formula value = ValueOf(formula.Atom);
            if (!value.IsTrue && covers(formula.Atom) && !subjects.Contains(Subject(value)))
                subjects.Add(Subject(value));
            return;
        }

        foreach (Formula part in formula.Parts)
            Collect(part, covers, subjects);
    }

    /// <summary>Goes through the answers that a value could give, and keeps those after which the rest can be completed.</summary>
    private sealed class Search(CollectionLogic logic, Func<int, bool> covers, Func<Formula, bool> canComplete, List<Formula> subjects, AnswerEffects effects)
    {
        private readonly Dictionary<Formula, bool> _truth = [];
        private readonly bool[] _canBeTrue = new bool[subjects.Count];
        private readonly bool[] _canBeFalse = new bool[subjects.Count];
        private readonly JsonMachine _machine = logic.Machine;
        private int _leaves;

        /// <summary>The only answer to a subject that is left, if there is one.</summary>
        public bool? Known(int subject) => _canBeTrue[subject] == _canBeFalse[subject] ? null : _canBeTrue[subject];

        /// <summary>The values after which the rest can be completed.</summary>
        public Formula Decide(Formula goal, int index, Formula value)
        {
            FormulaPool schemas = _machine.Tables.Schemas;
            if (goal.IsFalse)
                return schemas.False;
            if (index == subjects.Count)
                return Leaf(goal, value);
            if (Extremes(goal, index, value) is { } decided)
                return decided;
            Formula subject = subjects[index];
            if (!DependsOn(goal, subject))
                return Decide(goal, index + 1, value);
            Formula yes = Branch(goal, index, value, subject, true);
            Formula no = Branch(goal, index, value, subject, false);
            if (yes == no)
                return yes;
            if (yes.IsTrue)
                return schemas.Or(subject, no);
            if (no.IsTrue)
                return schemas.Or(schemas.Not(subject), yes);
            return schemas.Or(schemas.And(subject, yes), schemas.And(schemas.Not(subject), no));
        }

        // Where each answer only helps or only hinders, two looks can spare the others: when even the worst answers leave a way, and when not even the best ones do.
        private Formula? Extremes(Formula goal, int index, Formula value)
        {
            Dictionary<Formula, bool> worst = [];
            Dictionary<Formula, bool> best = [];
            for (int i = index; i < subjects.Count; i++)
            {
                if (effects.Of(subjects[i]) is not { } helps)
                    return null;
                worst.Add(subjects[i], !helps);
                best.Add(subjects[i], helps);
            }

            if (canComplete(logic.After(goal, covers, worst)))
            {
                if (!_machine.Inhabitants.Any(value))
                    return _machine.Tables.Schemas.False;
                Note();
                return _machine.Tables.Schemas.True;
            }

            return canComplete(logic.After(goal, covers, best)) ? null : _machine.Tables.Schemas.False;
        }

        private Formula Branch(Formula goal, int index, Formula value, Formula subject, bool answer)
        {
            FormulaPool schemas = _machine.Tables.Schemas;
            Dictionary<Formula, bool> one = new() { [subject] = answer };
            Formula after = logic.Pool.Substitute(goal, atom => covers(atom) && Subject(logic.ValueOf(atom)) == subject ? logic.After(logic.Pool.Atom(atom), covers, one) : null);
            if (after.IsFalse)
                return schemas.False;
            Formula narrowed = answer && IsLiteral(subject) ? Constant(value, subject) : schemas.And(value, answer ? subject : schemas.Not(subject));
            if (narrowed.IsFalse || (index + 1 < subjects.Count && !_machine.Inhabitants.Any(narrowed)))
                return schemas.False;
            _truth[subject] = answer;
            Formula rest = Decide(after, index + 1, narrowed);
            _truth.Remove(subject);
            return rest;
        }

        // A value that is one constant is no other one, and that need not be said.
        private Formula Constant(Formula value, Formula constant)
        {
            FormulaPool schemas = _machine.Tables.Schemas;
            Formula[] parts = value.Kind == FormulaKind.And ? value.Parts : [value];
            return schemas.And([constant, .. parts.Where(p => p == schemas.Not(constant) || p.Kind != FormulaKind.Not || !IsLiteral(p.Parts[0]))]);
        }

        private bool IsLiteral(Formula subject) => subject.Kind == FormulaKind.Atom && _machine.Tables.Leaves[subject.Atom].Literal is not null;

        private Formula Leaf(Formula goal, Formula value)
        {
            if (++_leaves > MostCombinations)
                throw new GrammarRefusal("", "The alternatives of the schema differ in too many ways for one value. Use fewer branches in oneOf, anyOf or not.");
            if (!canComplete(AfterUnconditional(goal)) || !_machine.Inhabitants.Any(value))
                return _machine.Tables.Schemas.False;
            Note();
            return _machine.Tables.Schemas.True;
        }

        private void Note()
        {
            for (int i = 0; i < subjects.Count; i++)
            {
                bool isDecided = _truth.TryGetValue(subjects[i], out bool answer);
                _canBeTrue[i] |= !isDecided || answer;
                _canBeFalse[i] |= !isDecided || !answer;
            }
        }

        private bool DependsOn(Formula goal, Formula subject)
        {
            if (goal.Kind == FormulaKind.Atom)
                return Subject(logic.ValueOf(goal.Atom)) == subject && covers(goal.Atom);
            foreach (Formula part in goal.Parts)
            {
                if (DependsOn(part, subject))
                    return true;
            }

            return false;
        }

        private Formula AfterUnconditional(Formula goal) => logic.Pool.Substitute(goal, atom => covers(atom) && logic.ValueOf(atom).IsTrue ? logic.OneLess(atom) : null);
    }
}

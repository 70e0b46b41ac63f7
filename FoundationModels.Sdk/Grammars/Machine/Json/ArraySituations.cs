using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Makes the situations of arrays, each one once.</summary>
internal sealed class ArraySituations(JsonMachine machine) : CollectionLogic(machine)
{
    private readonly Dictionary<Key, ArraySituation> _situations = [];

    /// <inheritdoc/>
    public override FormulaPool Pool => Machine.Tables.Arrays;

    /// <summary>Whether any array fits a formula.</summary>
    public bool Any(Formula goal) => !goal.IsFalse && (HoldsAtEnd(goal) || CanComplete(goal, 0));

    /// <inheritdoc/>
    public override Formula ValueOf(int atom) => Machine.Tables.ArrayAtoms[atom].Value;

    /// <inheritdoc/>
    public override Formula OneLess(int atom)
    {
        ArrayAtom old = Machine.Tables.ArrayAtoms[atom];
        return Machine.Tables.AtLeast(old.From, old.To, old.Value, old.AtLeast - 1);
    }

    /// <summary>Whether a formula can be made true by items to come.</summary>
    public bool CanComplete(Formula goal, long index)
        => new Implicants(Pool, Machine.Options.Limits.MaximumSearchSteps).Any(goal, literals => new ArrayPlan(Machine, index).TryMake(literals));

    /// <summary>Items that complete an array.</summary>
    public ArrayPlan Plan(Formula goal, long index)
    {
        ArrayPlan found = new(Machine, index);
        new Implicants(Pool, Machine.Options.Limits.MaximumSearchSteps).Any(goal, literals => (found = new ArrayPlan(Machine, index)).TryMake(literals));
        return found;
    }

    /// <summary>The answers when nothing more comes.</summary>
    public int Answers(Formula[] questions) => Machine.Answers.Intern(Array.ConvertAll(questions, HoldsAtEnd));

    /// <summary>Whether a formula is about equal items.</summary>
    public bool HasRepetition(Formula formula)
        => formula.Kind == FormulaKind.Atom ? Machine.Tables.ArrayAtoms[formula.Atom].IsRepetition : Array.Exists(formula.Parts, HasRepetition);

    /// <summary>What the next item has to be; null where none can come.</summary>
    public MemberChoice? Choose(ArraySituation situation)
    {
        long index = situation.Index;
        return Choose(situation.Goal, situation.Questions, atom => Covers(atom, index), goal => CanComplete(goal, index + 1));
    }

    /// <summary>The situation after an item.</summary>
    public ArraySituation After(ArraySituation situation, byte[]? item, int answers)
    {
        Dictionary<Formula, bool> truth = situation.Next!.Truth(Machine.Answers[answers]);
        bool Covers(int atom) => this.Covers(atom, situation.Index);
        Formula goal = After(situation.Goal, Covers, truth);
        Formula[] questions = Array.ConvertAll(situation.Questions, q => After(q, Covers, truth));
        if (item is not null)
        {
            Formula same = Machine.Tables.Leaf(LiteralText.Parse(item));
            goal = Remember(goal, same, situation.Index + 1);
            questions = Array.ConvertAll(questions, q => Remember(q, same, situation.Index + 1));
        }

        return Situation(goal, questions, situation.Index + 1);
    }

    /// <summary>The situation for formulas and a place.</summary>
    public ArraySituation Situation(Formula goal, Formula[] questions, long index)
    {
        goal = Settle(goal, index);
        questions = Array.ConvertAll(questions, q => Settle(q, index));
        long alike = Math.Max(LastPlace(goal), questions.Length == 0 ? 0 : questions.Max(LastPlace));
        Key key = new(goal, questions, Math.Min(index, alike));
        if (!_situations.TryGetValue(key, out ArraySituation? situation))
            _situations.Add(key, situation = new ArraySituation(this, goal, questions, key.Index));
        return situation;
    }

    /// <summary>Whether an atom counts the item at a place.</summary>
    public bool Covers(int atom, long index) => Machine.Tables.ArrayAtoms[atom] is { IsRepetition: false } counted && counted.From <= index && index <= counted.To;

    /// <summary>The first place from which on a formula treats all places alike.</summary>
    private long LastPlace(Formula formula)
    {
        if (formula.Kind == FormulaKind.Atom)
        {
            ArrayAtom atom = Machine.Tables.ArrayAtoms[formula.Atom];
            return atom.To == long.MaxValue ? atom.From : atom.To + 1;
        }

        long last = 0;
        foreach (Formula part in formula.Parts)
            last = Math.Max(last, LastPlace(part));
        return last;
    }

    // What only counts places that are past stays as it is: not reached. A start that is past is the same as the present one.
    private Formula Settle(Formula formula, long index) => Pool.Substitute(formula, id =>
    {
        ArrayAtom atom = Machine.Tables.ArrayAtoms[id];
        if (atom.IsRepetition)
            return null;
        if (atom.To < index)
            return Pool.False;
        return atom.To == long.MaxValue && atom.From > 0 && atom.From <= index ? Machine.Tables.AtLeast(0, atom.To, atom.Value, atom.AtLeast) : null;
    });

    // Two items are equal if two of those before are, or if a later one equals this one.
    private Formula Remember(Formula formula, Formula same, long next)
        => Pool.Substitute(formula, id => Machine.Tables.ArrayAtoms[id].IsRepetition ? Pool.Or(Pool.Atom(id), Machine.Tables.AtLeast(next, long.MaxValue, same, 1)) : null);

    private readonly struct Key(Formula goal, Formula[] questions, long index) : IEquatable<Key>
    {
        private readonly Formula _goal = goal;
        private readonly Formula[] _questions = questions;

        public long Index { get; } = index;

        public bool Equals(Key other) => _goal == other._goal && Index == other.Index && _questions.AsSpan().SequenceEqual(other._questions);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_goal.Id, Index, _questions.Length);
    }
}

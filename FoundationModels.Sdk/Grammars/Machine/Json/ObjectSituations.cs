using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Makes the situations of objects, each one once.</summary>
internal sealed class ObjectSituations(JsonMachine machine) : CollectionLogic(machine)
{
    private readonly Dictionary<Key, ObjectSituation> _situations = [];
    private readonly Dictionary<Formula, ObjectSituation> _beginnings = [];
    private readonly Dictionary<(ObjectProgram Program, Formula Goal), IReadOnlyList<(int Class, Formula Value)>> _plans = [];

    /// <inheritdoc/>
    public override FormulaPool Pool => Machine.Tables.Objects;

    private bool IsOrdered => Machine.Options.PropertyOrder == PropertyOrder.Declared;

    /// <summary>Whether any object fits a formula.</summary>
    public bool Any(Formula goal, IReadOnlyList<string> order) => !goal.IsFalse && (HoldsAtEnd(goal) || Begin(goal, [], order).CanComplete);

    /// <summary>The situation before the first property.</summary>
    public ObjectSituation Begin(Formula goal, Formula[] questions, IReadOnlyList<string> order)
    {
        if (questions.Length == 0 && _beginnings.TryGetValue(goal, out ObjectSituation? known))
            return known;
        ObjectProgram program = new(Machine.Tables, [goal, .. questions], order);
        ObjectSituation begin = Situation(program, goal, questions, NameSet.Empty, 0);
        if (questions.Length == 0)
            _beginnings.Add(goal, begin);
        return begin;
    }

    /// <inheritdoc/>
    public override Formula ValueOf(int atom) => Machine.Tables.ObjectAtoms[atom].Value;

    /// <inheritdoc/>
    public override Formula OneLess(int atom)
    {
        ObjectAtom old = Machine.Tables.ObjectAtoms[atom];
        return Machine.Tables.AtLeast(old.Keys, old.Value, old.AtLeast - 1);
    }

    /// <summary>Whether a formula can be made true by properties to come.</summary>
    public bool CanComplete(Formula goal, ObjectProgram program, NameSet used, int rank)
    {
        // A plan that was found for the same goal is as good as a new one while its names are free.
        if (_plans.TryGetValue((program, goal), out IReadOnlyList<(int Class, Formula Value)>? known) && known.All(m => IsFree(m.Class)))
            return true;
        IReadOnlyList<(int Class, Formula Value)>? found = null;
        bool any = new Implicants(Pool, Machine.Options.Limits.MaximumSearchSteps).Any(goal, literals =>
        {
            ObjectPlan plan = new(Machine, program, used, rank);
            if (!plan.TryMake(literals))
                return false;
            found = plan.Members;
            return true;
        });
        if (any)
            _plans[(program, goal)] = found!;
        return any;

        bool IsFree(int keyClass) => keyClass < program.Names.Length ? !used.Contains(keyClass) && !IsPast(program, keyClass, rank) : used.Others.Count == 0;
    }

    /// <summary>Properties that complete an object: the class of each name, and what the value has to fit.</summary>
    public IReadOnlyList<(int Class, Formula Value)> Plan(ObjectSituation situation)
    {
        IReadOnlyList<(int Class, Formula Value)> members = [];
        new Implicants(Pool, Machine.Options.Limits.MaximumSearchSteps).Any(situation.Goal, literals =>
        {
            ObjectPlan plan = new(Machine, situation.Program, situation.Used, situation.Rank);
            bool made = plan.TryMake(literals);
            members = plan.Members;
            return made;
        });
        return members;
    }

    /// <summary>The answers when nothing more comes.</summary>
    public int Answers(Formula[] questions) => Machine.Answers.Intern(Array.ConvertAll(questions, HoldsAtEnd));

    /// <summary>What the next property of a class has to be; null where it cannot come.</summary>
    public ObjectMember? Choose(ObjectSituation situation, int keyClass)
    {
        ObjectProgram program = situation.Program;
        bool isDeclared = keyClass < program.Names.Length;
        if (isDeclared && (situation.Used.Contains(keyClass) || IsPast(program, keyClass, situation.Rank)))
            return null;
        if (situation.Simple is { } simple)
            return simple.Choose(keyClass);
        NameSet used = isDeclared ? situation.Used.With(keyClass) : situation.Used;
        int rank = RankAfter(program, keyClass);
        MemberChoice? choice = Choose(situation.Goal, situation.Questions, atom => program.Covers(atom, keyClass), goal => CanComplete(goal, program, used, rank));
        return choice is null ? null : new ObjectMember(keyClass, choice);
    }

    /// <summary>The situation after a property.</summary>
    public ObjectSituation After(ObjectSituation situation, ObjectMember member, string? name, int answers)
    {
        ObjectProgram program = situation.Program;
        Dictionary<Formula, bool> truth = member.Choice.Truth(Machine.Answers[answers]);
        bool Covers(int atom) => program.Covers(atom, member.KeyClass);
        Formula goal = After(situation.Goal, Covers, truth);
        Formula[] questions = Array.ConvertAll(situation.Questions, q => After(q, Covers, truth));
        NameSet used = member.KeyClass < program.Names.Length ? situation.Used.With(member.KeyClass) : name is null ? situation.Used : situation.Used.With(name);
        ObjectSituation after = Situation(program, goal, questions, used, RankAfter(program, member.KeyClass));
        if (situation.Simple is not null)
            after.KnowCompletable();
        return after;
    }

    /// <summary>Whether undeclared names must not be repeated: what is written for a program never says a name twice, other texts may where it has no effect.</summary>
    public bool RemembersNames(Formula goal, Formula[] questions, NameSet used)
    {
        if (Machine.IsCanonical)
            return true;
        bool hasRemembered = used.Others.Count > 0;
        return Counts(goal, true, hasRemembered) || Array.Exists(questions, q => Counts(q, null, hasRemembered));
    }

    // A demand for some value is lost when the same name comes again with another one, and the last property that is missing from a number must not be one that came. That all values fit is
    // checked each time, whatever the name.
    private bool Counts(Formula formula, bool? isWanted, bool hasRemembered)
    {
        if (formula.Kind == FormulaKind.Atom)
        {
            ObjectAtom atom = Machine.Tables.ObjectAtoms[formula.Atom];
            return atom.Keys.SingleName is null && (atom.AtLeast > 1 || (isWanted != false && (hasRemembered || !atom.Value.IsTrue)));
        }

        bool? below = formula.Kind switch
        {
            FormulaKind.Not => !isWanted,
            FormulaKind.One => null,
            _ => isWanted,
        };
        return Array.Exists(formula.Parts, p => Counts(p, below, hasRemembered));
    }

    /// <summary>Whether a place of the declared order is past.</summary>
    public bool IsPast(ObjectProgram program, int keyClass, int rank) => RankOf(program, keyClass) < rank;

    /// <summary>The first place of the declared order that may come behind a property.</summary>
    public int RankAfter(ObjectProgram program, int keyClass) => IsOrdered ? Math.Min(RankOf(program, keyClass) + (keyClass < program.DeclaredCount ? 1 : 0), program.DeclaredCount) : 0;

    // Names without a declared place come behind all that have one.
    private int RankOf(ObjectProgram program, int keyClass) => IsOrdered ? Math.Min(keyClass, program.DeclaredCount) : 0;

    private ObjectSituation Situation(ObjectProgram program, Formula goal, Formula[] questions, NameSet used, int rank)
    {
        Key key = new(program, goal, questions, used, rank);
        if (!_situations.TryGetValue(key, out ObjectSituation? situation))
            _situations.Add(key, situation = new ObjectSituation(this, program, goal, questions, used, rank));
        return situation;
    }

    private readonly struct Key(ObjectProgram program, Formula goal, Formula[] questions, NameSet used, int rank) : IEquatable<Key>
    {
        private readonly ObjectProgram _program = program;
        private readonly Formula _goal = goal;
        private readonly Formula[] _questions = questions;
        private readonly NameSet _used = used;
        private readonly int _rank = rank;

        public bool Equals(Key other) => _program == other._program && _goal == other._goal && _rank == other._rank && _used.Equals(other._used)
            && _questions.AsSpan().SequenceEqual(other._questions);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_goal.Id, _used, _rank, _questions.Length);
    }
}

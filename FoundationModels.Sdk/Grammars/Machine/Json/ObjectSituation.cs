using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>An object between two properties: what it still has to fit, and which names were used.</summary>
internal sealed class ObjectSituation
{
    private readonly ObjectSituations _all;
    private readonly Dictionary<int, ObjectMember?> _members = [];
    private readonly Dictionary<int, bool> _live = [];
    private bool? _canComplete;
    private bool? _canEnd;
    private TextLanguage? _liveKeys;
    private SimpleObject? _simple;
    private bool _isSimpleKnown;
    private bool? _allowsOthers;
    private bool? _hasNext;
    private bool? _remembersNames;

    internal ObjectSituation(ObjectSituations all, ObjectProgram program, Formula goal, Formula[] questions, NameSet used, int rank)
    {
        _all = all;
        Program = program;
        Goal = goal;
        Questions = questions;
        Used = used;
        Rank = rank;
    }

    public ObjectProgram Program { get; }

    /// <summary>Gets what the object still has to fit.</summary>
    public Formula Goal { get; }

    /// <summary>Gets what is to be found out about it.</summary>
    public Formula[] Questions { get; }

    /// <summary>Gets the names that came.</summary>
    public NameSet Used { get; }

    /// <summary>Gets the first place of the declared order that may still come; 0 where order does not matter.</summary>
    public int Rank { get; }

    /// <summary>Gets the view of an object whose properties do not depend on each other; null for others.</summary>
    public SimpleObject? Simple
    {
        get
        {
            if (!_isSimpleKnown)
            {
                _simple = Questions.Length == 0 ? SimpleObject.TryMake(_all.Machine, this) : null;
                _isSimpleKnown = true;
            }

            return _simple;
        }
    }

    /// <summary>Gets whether there is a way to a valid object.</summary>
    public bool CanComplete => _canComplete ??= _all.CanComplete(Goal, Program, Used, Rank);

    /// <summary>Notes that there is a way to a valid object.</summary>
    public void KnowCompletable() => _canComplete = true;

    /// <summary>Gets whether the object may end here.</summary>
    public bool CanEnd => _canEnd ??= _all.HoldsAtEnd(Goal);

    /// <summary>Gets whether undeclared names must be remembered, because none may be repeated.</summary>
    public bool RemembersNames => _remembersNames ??= _all.RemembersNames(Goal, Questions, Used) && Program.Keys.OtherClassesFrom(Program.Keys.Start).Any(c => Member(c) is not null);

    /// <summary>Gets whether names that no schema speaks of may come, and any that match patterns. Where that takes long to find out, each name is looked at instead.</summary>
    public bool AllowsOthers => _allowsOthers ??= Program.Keys.TryFindOther(Program.Keys.Start, c => Member(c) is null) == false;

    /// <summary>Gets the names that may come next.</summary>
    public TextLanguage LiveKeys => _liveKeys ??= Used.Others.Count == 0 ? new LiveKeyLanguage(this) : new UnusedKeyLanguage(this);

    /// <summary>Gets whether another property may come.</summary>
    public bool HasNext => _hasNext ??= MayRunOutOfNames ? ((UnusedKeyLanguage)LiveKeys).HasAny : IsLive(Program.Keys.Start);

    /// <summary>Gets whether undeclared names that may come can all have come already.</summary>
    public bool MayRunOutOfNames => Used.Others.Count > 0 && !(Program.Keys.HasNoPatterns && AllowsOthers);

    /// <summary>Whether some name that a state of the language of names leads to may come.</summary>
    public bool IsLive(int state)
    {
        if (_live.TryGetValue(state, out bool known))
            return known;
        bool live = false;
        foreach (int name in Program.Keys.NamesBelow(state))
        {
            if (Member(name) is null)
                continue;
            live = true;
            break;
        }

        return _live[state] = live || (Program.Keys.TryFindOther(state, c => Member(c) is not null) ?? Program.Keys.OtherClassesFrom(state).Any(c => Member(c) is not null));
    }

    /// <summary>The answers when the object ends here.</summary>
    public int AnswersAtEnd() => _all.Answers(Questions);

    /// <summary>What the next property may be, or null if no property of a class may come.</summary>
    public ObjectMember? Member(int keyClass)
    {
        if (!_members.TryGetValue(keyClass, out ObjectMember? member))
            _members.Add(keyClass, member = _all.Choose(this, keyClass));
        return member;
    }

    /// <summary>The object after a property.</summary>
    /// <param name="member">The property.</param>
    /// <param name="name">Its name, where undeclared names are remembered.</param>
    /// <param name="answers">The answers of its value.</param>
    public ObjectSituation After(ObjectMember member, string? name, int answers) => _all.After(this, member, name, answers);
}

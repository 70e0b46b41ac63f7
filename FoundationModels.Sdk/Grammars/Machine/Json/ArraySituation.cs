using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>An array between two items: what it still has to fit, and the place of the next item.</summary>
internal sealed class ArraySituation
{
    private readonly ArraySituations _all;
    private MemberChoice? _next;
    private bool _isNextKnown;
    private bool? _canComplete;
    private bool? _canEnd;

    internal ArraySituation(ArraySituations all, Formula goal, Formula[] questions, long index)
    {
        _all = all;
        Goal = goal;
        Questions = questions;
        Index = index;
        Captures = all.HasRepetition(goal) || Array.Exists(questions, all.HasRepetition);
    }

    /// <summary>Gets what the array still has to fit.</summary>
    public Formula Goal { get; }

    /// <summary>Gets what is to be found out about it.</summary>
    public Formula[] Questions { get; }

    /// <summary>Gets the place of the next item; where all further places are alike, the first of them.</summary>
    public long Index { get; }

    /// <summary>Gets whether the text of items is needed to tell whether they are equal.</summary>
    public bool Captures { get; }

    /// <summary>Gets whether there is a way to a valid array.</summary>
    public bool CanComplete => _canComplete ??= _all.CanComplete(Goal, Index);

    /// <summary>Gets whether the array may end here.</summary>
    public bool CanEnd => _canEnd ??= _all.HoldsAtEnd(Goal);

    /// <summary>Gets what the next item has to fit; null if none may come.</summary>
    public MemberChoice? Next
    {
        get
        {
            if (!_isNextKnown)
            {
                _next = _all.Choose(this);
                _isNextKnown = true;
            }

            return _next;
        }
    }

    /// <summary>The answers when the array ends here.</summary>
    public int AnswersAtEnd() => _all.Answers(Questions);

    /// <summary>The array after an item.</summary>
    /// <param name="item">The item's text, where it is needed.</param>
    /// <param name="answers">The answers of its value.</param>
    public ArraySituation After(byte[]? item, int answers) => _all.After(this, item, answers);
}

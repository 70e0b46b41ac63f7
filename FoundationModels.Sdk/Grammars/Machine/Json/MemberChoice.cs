using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>What the value of one property or item has to fit so that the rest can still be completed, and what has to be known about it to go on.</summary>
/// <param name="Value">The goal of the value; its questions are those of <paramref name="Subjects"/> whose answer is open.</param>
/// <param name="Subjects">The formulas that the rest depends on.</param>
/// <param name="Known">The answers that are certain beforehand; null for the open ones.</param>
internal sealed record MemberChoice(ValueGoal Value, Formula[] Subjects, bool?[] Known)
{
    /// <summary>The answers to all subjects.</summary>
    /// <param name="answers">The answers to the questions of <see cref="Value"/>.</param>
    public Dictionary<Formula, bool> Truth(bool[] answers)
    {
        Dictionary<Formula, bool> truth = [];
        int next = 0;
        for (int i = 0; i < Subjects.Length; i++)
            truth.Add(Subjects[i], Known[i] ?? answers[next++]);
        return truth;
    }
}

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>What one value has to fit, and what is to be found out about it on the way. Equal ones of a machine are the same object.</summary>
/// <param name="goal">What the value has to fit, over schema leaves.</param>
/// <param name="questions">What is to be found out: each is answered with yes or no when the value is complete.</param>
internal sealed class ValueGoal(Formula goal, Formula[] questions)
{
    /// <summary>Gets what the value has to fit.</summary>
    public Formula Goal { get; } = goal;

    /// <summary>Gets what is to be found out.</summary>
    public Formula[] Questions { get; } = questions;

    /// <summary>Gets or sets what it comes to for each type, once that was worked out.</summary>
    public ValueForms? Forms { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Questions.Length == 0 ? Goal.ToString() : $"{Goal} ? {string.Join<Formula>(", ", Questions)}";
}

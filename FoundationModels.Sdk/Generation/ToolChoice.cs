namespace FoundationModels;

/// <summary>How a model that has to call a tool picks which one.</summary>
public enum ToolChoice
{
    /// <summary>Token by token, as it generates everything else.</summary>
    Generated,

    /// <summary>
    /// By the summed log-probability of each name: all names are weighed as a whole before one is written. Small models pick better that way, at the price of a step for each token of
    /// the names. Models that do not tell log-probabilities generate the name.
    /// </summary>
    Scored,
}

namespace FoundationModels.Tokenization.Patterns;

/// <summary>In which order a repeat tries how often its body matches.</summary>
internal enum RepeatKind
{
    /// <summary>As often as possible first.</summary>
    Greedy,

    /// <summary>As seldom as possible first.</summary>
    Lazy,

    /// <summary>As often as possible, and never less.</summary>
    Possessive,
}

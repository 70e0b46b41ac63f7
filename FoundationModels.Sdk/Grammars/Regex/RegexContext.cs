namespace FoundationModels.Grammars.Regex;

/// <summary>What came before a place, as far as assertions ask.</summary>
/// <param name="atStart">Whether nothing did.</param>
/// <param name="behinds">For each look-behind, whether it matches here.</param>
internal sealed class RegexContext(bool atStart, bool[] behinds)
{
    /// <summary>Gets whether this is the start.</summary>
    public bool AtStart { get; } = atStart;

    /// <summary>Gets for each look-behind whether it matches here.</summary>
    public bool[] Behinds { get; } = behinds;
}

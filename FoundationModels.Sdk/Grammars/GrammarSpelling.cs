namespace FoundationModels;

/// <summary>Which of the spellings that JSON has for one value may be generated.</summary>
public enum GrammarSpelling
{
    /// <summary>
    /// One spelling where JSON has several: integers in digits alone, other numbers without an exponent and with at most 17 digits behind the point, characters as
    /// themselves where they need no escape.
    /// </summary>
    Canonical,

    /// <summary>Every spelling, so that each JSON text of a valid value is accepted.</summary>
    Any,
}

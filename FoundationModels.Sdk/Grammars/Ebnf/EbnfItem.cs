namespace FoundationModels.Grammars.Ebnf;

/// <summary>A production in the middle of one of its terminals.</summary>
/// <param name="Position">The place of the terminal.</param>
/// <param name="State">The state of its automaton.</param>
/// <param name="Return">What comes behind the production.</param>
internal readonly record struct EbnfItem(int Position, int State, Continuation Return);

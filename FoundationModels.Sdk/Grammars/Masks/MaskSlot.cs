namespace FoundationModels.Grammars.Masks;

/// <summary>A mask of a state for one vocabulary; states are rarely used with a second one.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="Mask">The mask.</param>
/// <param name="Other">The slot of another vocabulary.</param>
internal sealed record MaskSlot(TokenVocabulary Vocabulary, TokenMask Mask, MaskSlot? Other);

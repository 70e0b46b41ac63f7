using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Splits pieces of text into smaller ones, and may change their characters.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Replaces the pieces of a list by the pieces that they are split into.</summary>
    public abstract void Apply(PieceList pieces, PatternScratch scratch);
}

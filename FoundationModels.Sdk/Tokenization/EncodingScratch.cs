using FoundationModels.Tokenization.Models;
using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization;

/// <summary>The working memory of one encoding at a time.</summary>
internal sealed class EncodingScratch
{
    /// <summary>Gets the text as it came in.</summary>
    public MarkedText Input { get; } = new();

    /// <summary>Gets the text of a section before and after a normalization step.</summary>
    public MarkedText Section { get; private set; } = new();

    /// <summary>Gets room for the next normalization step.</summary>
    public MarkedText Normalized { get; private set; } = new();

    /// <summary>Gets the added tokens found in the input, and what is between them.</summary>
    public PooledBuffer<TextSection> Sections { get; } = new();

    /// <summary>Gets the added tokens found in a normalized section, and what is between them.</summary>
    public PooledBuffer<TextSection> NormalizedSections { get; } = new();

    /// <summary>Gets the pieces of a section.</summary>
    public PieceList Pieces { get; } = new();

    /// <summary>Gets the stack of patterns.</summary>
    public PatternScratch Patterns { get; } = new();

    /// <summary>Gets the memory of the model.</summary>
    public ModelScratch Model { get; } = new();

    /// <summary>Gets the ids so far.</summary>
    public PooledBuffer<int> Output { get; } = new();

    /// <summary>Makes the result of a normalization step the input of the next.</summary>
    public void SwapSections()
    {
        (Section, Normalized) = (Normalized, Section);
        Normalized.Clear();
    }

    /// <summary>Drops the texts, and storage that a long text has made large.</summary>
    public void Trim()
    {
        Input.Trim();
        Section.Trim();
        Normalized.Trim();
        Sections.Trim();
        NormalizedSections.Trim();
        Pieces.Trim();
        Patterns.Stack.Trim();
        Model.Trim();
        Output.Trim();
    }
}

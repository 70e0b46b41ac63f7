using FoundationModels.Tokenization.Models;
using FoundationModels.Tokenization.Normalizers;
using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.PreTokenizers;

namespace FoundationModels.Tokenization;

/// <summary>The way from text to ids: added tokens, normalization, added tokens that are looked for after it, splitting, the model.</summary>
internal sealed class TextEncoder
{
    private readonly AddedTokenMatcher _plainMatcher = new();
    private readonly AddedTokenMatcher _normalizedMatcher = new();
    private readonly Normalizer[] _normalizers;
    private readonly PreTokenizer[] _preTokenizers;
    private readonly TokenModel _model;

    /// <summary>Initializes the encoder. Special tokens come before others where two have the same text.</summary>
    public TextEncoder(TokenizerParts parts)
    {
        _normalizers = parts.Normalizers;
        _preTokenizers = parts.PreTokenizers;
        _model = parts.Model;
        foreach (AddedToken token in parts.AddedTokens.OrderByDescending(t => t.IsSpecial))
        {
            if (token.IsNormalized)
                _normalizedMatcher.Add(NormalizedContent(token), token);
            else
                _plainMatcher.Add(token.Content, token);
        }
    }

    /// <summary>The content of an added token in the form in which it is looked for.</summary>
    public string NormalizedContent(AddedToken token)
    {
        if (!token.IsNormalized || _normalizers.Length == 0)
            return token.Content;
        EncodingScratch scratch = new();
        scratch.Patterns.Budget = PatternScratch.BudgetFor(token.Content.Length);
        scratch.Section.Append(token.Content, TextMarks.TextStart);
        Normalize(scratch);
        return scratch.Section.Text.ToString();
    }

    /// <summary>Encodes the input of a scratch and adds the ids to its output.</summary>
    /// <param name="scratch">The working memory, with the input.</param>
    /// <param name="recognition">Which added tokens are found where the text's marks do not forbid it.</param>
    /// <param name="allowsControl">Whether the model itself may read text as a special token.</param>
    public void Encode(EncodingScratch scratch, AddedTokenRecognition recognition, bool allowsControl)
    {
        if (scratch.Input.Length == 0)
            return;
        scratch.Patterns.Budget = PatternScratch.BudgetFor(scratch.Input.Length);
        Cut(scratch.Input, _plainMatcher, recognition, scratch.Sections);
        for (int i = 0; i < scratch.Sections.Count; i++)
        {
            TextSection section = scratch.Sections[i];
            if (section.Token != TextSection.NoToken)
                scratch.Output.Add(section.Token);
            else
                EncodeSection(scratch, section, recognition, allowsControl);
        }
    }

    private static void Cut(MarkedText text, AddedTokenMatcher matcher, AddedTokenRecognition recognition, PooledBuffer<TextSection> sections)
    {
        sections.Clear();
        if (recognition == AddedTokenRecognition.None || matcher.IsEmpty)
            sections.Add(new TextSection(0, text.Length, TextSection.NoToken));
        else
            matcher.Split(text, recognition == AddedTokenRecognition.All, sections);
    }

    private void EncodeSection(EncodingScratch scratch, TextSection section, AddedTokenRecognition recognition, bool allowsControl)
    {
        if (_normalizers.Length == 0 && (recognition == AddedTokenRecognition.None || _normalizedMatcher.IsEmpty))
        {
            EncodePieces(scratch, scratch.Input, section, allowsControl);
            return;
        }

        scratch.Section.Clear();
        scratch.Section.Append(scratch.Input.Text.Slice(section.Start, section.Length), scratch.Input.Marks.Slice(section.Start, section.Length));
        Normalize(scratch);
        Cut(scratch.Section, _normalizedMatcher, recognition, scratch.NormalizedSections);
        foreach (TextSection part in scratch.NormalizedSections.Span)
        {
            if (part.Token != TextSection.NoToken)
                scratch.Output.Add(part.Token);
            else
                EncodePieces(scratch, scratch.Section, part, allowsControl);
        }
    }

    private void Normalize(EncodingScratch scratch)
    {
        foreach (Normalizer normalizer in _normalizers)
        {
            scratch.Normalized.Clear();
            normalizer.Apply(scratch.Section, scratch.Normalized, scratch.Patterns);
            scratch.SwapSections();
        }
    }

    private void EncodePieces(EncodingScratch scratch, MarkedText text, TextSection section, bool allowsControl)
    {
        if (section.Length == 0)
            return;
        PieceList pieces = scratch.Pieces;
        pieces.Reset(text, section.Start, section.Length);
        foreach (PreTokenizer preTokenizer in _preTokenizers)
            preTokenizer.Apply(pieces, scratch.Patterns);
        foreach (TextPiece piece in pieces.Pieces)
            _model.Encode(pieces.TextOf(piece), allowsControl, scratch.Model, scratch.Output);
    }
}

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>A part of a text that the model encodes by itself.</summary>
internal readonly record struct TextPiece(int Start, int Length);

namespace FoundationModels.Tokenization.Models;

/// <summary>Turns one piece of text into ids.</summary>
internal abstract class TokenModel
{
    /// <summary>
    /// Encodes a piece, which is not empty. Unless <paramref name="allowsControl"/>, tokens that are added tokens marked special are never the
    /// reading of a text: the model has to spell it otherwise.
    /// </summary>
    public abstract void Encode(ReadOnlySpan<char> piece, bool allowsControl, ModelScratch scratch, PooledBuffer<int> output);
}

namespace FoundationModels.Tokenization;

/// <summary>A part of a text: an added token, or what is between two of them.</summary>
/// <param name="Start">Its first unit.</param>
/// <param name="Length">Its number of units.</param>
/// <param name="Token">The id of the added token, or <see cref="NoToken"/>.</param>
internal readonly record struct TextSection(int Start, int Length, int Token)
{
    /// <summary>Stands for text that is no added token.</summary>
    public const int NoToken = -1;
}

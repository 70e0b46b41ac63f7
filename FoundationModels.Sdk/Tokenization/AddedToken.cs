namespace FoundationModels.Tokenization;

/// <summary>A token that is found in text as it stands, before the vocabulary's own algorithm runs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">Whether it is a control token, left out of decoded text on request.</param>
/// <param name="IsSingleWord">Whether it may not touch a word character.</param>
/// <param name="StripsLeft">Whether it takes white space before it along.</param>
/// <param name="StripsRight">Whether it takes white space after it along.</param>
/// <param name="IsNormalized">Whether it is looked for in the normalized text instead of the text as it is.</param>
internal sealed record AddedToken(
    int Id,
    string Content,
    bool IsSpecial,
    bool IsSingleWord,
    bool StripsLeft,
    bool StripsRight,
    bool IsNormalized);

namespace FoundationModels.Tokenization;

/// <summary>Which added tokens are found in a text.</summary>
internal enum AddedTokenRecognition
{
    /// <summary>None: no text becomes an added token.</summary>
    None,

    /// <summary>Those that are not marked special.</summary>
    NonSpecial,

    /// <summary>All of them. Only for text that the model package itself wrote.</summary>
    All,
}

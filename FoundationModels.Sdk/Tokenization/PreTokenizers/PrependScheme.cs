namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Which pieces get a meta space before them.</summary>
internal enum PrependScheme
{
    /// <summary>Every one.</summary>
    Always,

    /// <summary>The one that begins the whole text.</summary>
    First,

    /// <summary>None.</summary>
    Never,
}

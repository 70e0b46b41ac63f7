namespace FoundationModels.ChatTemplates;

/// <summary>What comes after a statement.</summary>
internal enum Flow
{
    /// <summary>The next statement.</summary>
    Next,

    /// <summary>The next item of the loop.</summary>
    Continue,

    /// <summary>What follows the loop.</summary>
    Break,
}

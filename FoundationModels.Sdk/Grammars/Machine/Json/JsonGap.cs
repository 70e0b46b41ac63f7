namespace FoundationModels.Grammars.Machine;

/// <summary>The places of a JSON text where white space may stand.</summary>
internal enum JsonGap
{
    /// <summary>Where no layout in use has any.</summary>
    Other,

    /// <summary>Behind an opening brace or bracket.</summary>
    AfterOpen,

    /// <summary>Behind a comma.</summary>
    AfterComma,

    /// <summary>Behind a colon.</summary>
    AfterColon,

    /// <summary>Before a closing brace or bracket.</summary>
    BeforeClose,
}

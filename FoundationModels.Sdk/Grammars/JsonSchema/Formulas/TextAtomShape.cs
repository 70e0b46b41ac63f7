namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What is known of a language of texts without its automaton.</summary>
internal enum TextAtomShape
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>That there is a text in it.</summary>
    Inhabited,

    /// <summary>That it is the integers.</summary>
    Integers,

    /// <summary>That it is all numbers from one on.</summary>
    Upwards,

    /// <summary>That it is all numbers up to one.</summary>
    Downwards,
}

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>How an image says what a <see cref="TextAtom"/> is.</summary>
internal enum TextAtomKind : byte
{
    /// <summary>What is known of the language, and its automaton.</summary>
    Automaton,

    /// <summary>Bounds of the length, and where the schema says them.</summary>
    Length,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>The numbers that are integers. Their automaton is needed by all schemas, and known.</summary>
    Integers,

    /// <summary>The integers in digits alone.</summary>
    Digits,
}

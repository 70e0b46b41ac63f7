namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Sets of keywords that a dialect can leave out.</summary>
[Flags]
internal enum SchemaVocabularies
{
    None = 0,

    /// <summary>Keywords with schemas inside.</summary>
    Applicator = 1,

    /// <summary>The <c>unevaluated</c> keywords.</summary>
    Unevaluated = 2,

    /// <summary>Keywords without schemas inside.</summary>
    Validation = 4,

    /// <summary><c>format</c> is an assertion whatever the reader's options say.</summary>
    FormatAssertion = 8,

    /// <summary>What the standard dialects have.</summary>
    Usual = Applicator | Unevaluated | Validation,
}

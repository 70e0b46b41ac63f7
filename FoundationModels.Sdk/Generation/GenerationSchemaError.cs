namespace FoundationModels;

/// <summary>What is wrong with a schema.</summary>
public enum GenerationSchemaError
{
    /// <summary>It is not a JSON Schema: no JSON, or neither an object nor a Boolean.</summary>
    NotASchema,

    /// <summary>Two different schemas have the same name.</summary>
    DuplicateType,

    /// <summary>Two properties of an object have the same name.</summary>
    DuplicateProperty,

    /// <summary>A choice has nothing to choose from.</summary>
    EmptyTypeChoices,

    /// <summary>A reference names a schema that is not there.</summary>
    UndefinedReferences,

    /// <summary>A guide does not go with the type that it is for.</summary>
    UnsupportedGuide,
}

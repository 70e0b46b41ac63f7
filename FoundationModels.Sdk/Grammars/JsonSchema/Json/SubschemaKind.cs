namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Where the value of a keyword has schemas inside.</summary>
internal enum SubschemaKind
{
    None,

    /// <summary>The value is a schema.</summary>
    Single,

    /// <summary>The value is an array of schemas.</summary>
    Array,

    /// <summary>The values of the object's members are schemas.</summary>
    Map,

    /// <summary>A schema or an array of schemas.</summary>
    SingleOrArray,
}

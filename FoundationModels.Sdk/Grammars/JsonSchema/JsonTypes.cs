namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A set of the types that a JSON value can have. An integer is a number too.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8 | Integer,
    String = 16,
    Array = 32,
    Object = 64,
}

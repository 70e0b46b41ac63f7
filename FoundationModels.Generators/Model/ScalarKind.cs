namespace FoundationModels.Generators.Model;

/// <summary>The types of the framework that have a schema of their own.</summary>
internal enum ScalarKind
{
    Boolean,
    String,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,
    Uri,

    /// <summary><c>GeneratedContent</c>: any JSON.</summary>
    Content,
}

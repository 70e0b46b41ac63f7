namespace FoundationModels.Generators.Model;

internal enum GenerableKind
{
    /// <summary>A type with properties.</summary>
    Object,

    /// <summary>An abstract type: one of the types that derive from it.</summary>
    Union,

    Enumeration,
}

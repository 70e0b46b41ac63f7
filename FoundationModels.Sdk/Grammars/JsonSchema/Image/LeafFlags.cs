namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What an image says of a leaf first.</summary>
[Flags]
internal enum LeafFlags : byte
{
    /// <summary>Null is valid.</summary>
    Null = 1,

    /// <summary>False is valid.</summary>
    False = 2,

    /// <summary>True is valid.</summary>
    True = 4,

    /// <summary>It is one value, which follows.</summary>
    Literal = 8,
}

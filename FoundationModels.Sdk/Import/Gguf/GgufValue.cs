namespace FoundationModels.Import.Gguf;

/// <summary>Where a metadata value lies in the file.</summary>
/// <param name="Type">The value's type.</param>
/// <param name="Offset">Where its bytes begin: of a string, its characters; of an array, its first element.</param>
/// <param name="Count">The bytes of a string, the elements of an array, otherwise 1.</param>
/// <param name="ElementType">The type of an array's elements.</param>
internal readonly record struct GgufValue(GgufValueType Type, long Offset, long Count, GgufValueType ElementType);

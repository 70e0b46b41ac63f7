namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The statement that an object has at least a number of properties with a name in a set and a value that fits.</summary>
/// <param name="Keys">The names.</param>
/// <param name="Value">What the value has to fit, over schema leaves.</param>
/// <param name="AtLeast">The number, from 1.</param>
internal sealed record ObjectAtom(KeySet Keys, Formula Value, long AtLeast);

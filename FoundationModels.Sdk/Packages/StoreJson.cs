using System.Text.Json.Serialization;

namespace FoundationModels.Packages;

/// <summary>Reads and writes the store's own files without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Dictionary<string, FileHash>))]
[JsonSerializable(typeof(StoreEntry))]
internal sealed partial class StoreJson : JsonSerializerContext;

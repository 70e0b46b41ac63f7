using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoundationModels.Adapters;

/// <summary>Reads and writes the metadata of adapters without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdapterMetadata), TypeInfoPropertyName = "Metadata")]
internal sealed partial class AdapterMetadataJson : JsonSerializerContext
{
    /// <summary>Reads metadata. Their values are not checked.</summary>
    /// <param name="path">The package, for messages.</param>
    /// <param name="utf8">The text.</param>
    /// <exception cref="AdapterFormatException">It is not JSON, lacks a property, or has one of another type.</exception>
    public static AdapterMetadata Read(string path, ReadOnlySpan<byte> utf8)
    {
        try
        {
            AdapterMetadata metadata = JsonSerializer.Deserialize(utf8, Default.Metadata)
                ?? throw new AdapterFormatException(path, AdapterMetadata.FileName, "The metadata are null.");

            // Generated code sets every property, those that the text lacks to null.
            return metadata with { CreatorDefined = metadata.CreatorDefined ?? new Dictionary<string, string>() };
        }
        catch (JsonException e)
        {
            throw new AdapterFormatException(path, AdapterMetadata.FileName, $"The metadata cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The text of metadata.</summary>
    public static byte[] Write(AdapterMetadata metadata) => JsonSerializer.SerializeToUtf8Bytes(metadata, Default.Metadata);
}

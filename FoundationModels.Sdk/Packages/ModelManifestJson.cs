using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoundationModels.Packages;

/// <summary>Reads and writes manifests without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext
{
    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ModelFormatException">It is not JSON, or lacks a property.</exception>
    public static ModelManifest Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, Default.ModelManifest)
                ?? throw new ModelFormatException(path, null, "The manifest is null.");
        }
        catch (JsonException e)
        {
            throw new ModelFormatException(path, e.Path, $"The manifest cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a manifest.</summary>
    public static void Write(string path, ModelManifest manifest)
    {
        using FileStream file = File.Create(path);
        JsonSerializer.Serialize(file, manifest, Default.ModelManifest);
    }
}

using System.Text.Json;

namespace FoundationModels.Generation;

/// <summary>Writes content as JSON.</summary>
internal static class ContentWriter
{
    public static void Write(Utf8JsonWriter writer, GeneratedContent content)
    {
        switch (content.Kind)
        {
            case GeneratedContentKind.Object:
                writer.WriteStartObject();
                foreach ((string name, GeneratedContent value) in content.Properties)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case GeneratedContentKind.Array:
                writer.WriteStartArray();
                foreach (GeneratedContent element in content.Elements)
                    Write(writer, element);
                writer.WriteEndArray();
                break;
            case GeneratedContentKind.String:
                writer.WriteStringValue(content.Text);
                break;
            case GeneratedContentKind.Number:
                writer.WriteRawValue(content.Text!, skipInputValidation: true);
                break;
            case GeneratedContentKind.Boolean:
                writer.WriteBooleanValue(content.IsTrue);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}

using System.Text.Json;
using Names = FoundationModels.Transcripts.TranscriptJsonNames;

namespace FoundationModels.Transcripts;

/// <summary>The form of an answer as an object in a transcript.</summary>
internal static class ResponseFormatJson
{
    public static void Write(Utf8JsonWriter writer, Transcript.ResponseFormat format)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Type, Names.JsonSchema);
        writer.WriteStartObject(Names.JsonSchema);
        writer.WriteString(Names.Name, format.Name);
        writer.WritePropertyName(Names.Schema);
        writer.WriteRawValue(format.Schema.ToJsonSchema(), skipInputValidation: true);
        format.UninterpretedSchema.WriteTo(writer);
        writer.WriteEndObject();
        format.Uninterpreted.WriteTo(writer);
        writer.WriteEndObject();
    }

    public static Transcript.ResponseFormat Read(JsonElement value, string path)
    {
        JsonObjectReader members = new(value, path);
        string type = members.TakeString(Names.Type);
        if (type != Names.JsonSchema)
            throw new TranscriptFormatException(members.PathOf(Names.Type), $"The type is '{type}'; this version of the SDK reads {Names.JsonSchema}.");
        JsonObjectReader inner = new(members.Take(Names.JsonSchema), members.PathOf(Names.JsonSchema));
        string name = inner.TakeString(Names.Name);
        try
        {
            GenerationSchema schema = GenerationSchema.FromJsonSchema(inner.TakeValue(Names.Schema).GetRawText(), name);
            return new Transcript.ResponseFormat(schema) { Uninterpreted = members.Rest(), UninterpretedSchema = inner.Rest() };
        }
        catch (GenerationSchemaException e)
        {
            throw new TranscriptFormatException(inner.PathOf(Names.Schema), e.Message, e);
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using Names = FoundationModels.Transcripts.TranscriptJsonNames;

namespace FoundationModels.Transcripts;

/// <summary>Writes transcripts in their saved form.</summary>
internal static class TranscriptJsonWriter
{
    public static void Write(Utf8JsonWriter writer, Transcript transcript)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Type, Names.TypeValue);
        writer.WriteString(Names.Version, Names.CurrentVersion);
        writer.WriteStartObject(Names.Transcript);
        writer.WriteStartArray(Names.Entries);
        foreach (Transcript.Entry entry in transcript)
            Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Transcript.Entry entry)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Id, entry.Id);
        switch (entry)
        {
            case Transcript.Instructions instructions:
                writer.WriteString(Names.Role, Names.InstructionsRole);
                WriteContents(writer, instructions);
                break;
            case Transcript.Prompt prompt:
                writer.WriteString(Names.Role, Names.UserRole);
                WriteContents(writer, prompt);
                writer.WritePropertyName(Names.Options);
                GenerationOptionsJson.Write(writer, prompt.Options, prompt.UninterpretedOptions);
                // Apple's reader expects its required members even where they are empty.
                writer.WriteStartObject(Names.ContextOptions);
                if (prompt.IncludeSchemaInPrompt is { } include)
                    writer.WriteBoolean(Names.IncludeSchemaInPrompt, include);
                prompt.UninterpretedContextOptions.WriteTo(writer);
                writer.WriteEndObject();
                if (prompt.ResponseFormat is { } format)
                {
                    writer.WritePropertyName(Names.ResponseFormat);
                    ResponseFormatJson.Write(writer, format);
                }

                break;
            case Transcript.Response response:
                writer.WriteString(Names.Role, Names.ResponseRole);
                WriteContents(writer, response);
                if (!response.Uninterpreted.Contains(Names.Assets))
                {
                    writer.WriteStartArray(Names.Assets);
                    writer.WriteEndArray();
                }

                break;
            case Transcript.ToolCalls calls:
                writer.WriteString(Names.Role, Names.ResponseRole);
                writer.WriteStartArray(Names.ToolCalls);
                foreach (Transcript.ToolCall call in calls.Calls)
                    Write(writer, call);
                writer.WriteEndArray();
                break;
            case Transcript.ToolOutput output:
                writer.WriteString(Names.Role, Names.ToolRole);
                writer.WriteString(Names.ToolCallId, output.Id);
                writer.WriteString(Names.ToolName, output.ToolName);
                WriteContents(writer, output);
                break;
            default:
                throw new UnreachableException(entry.GetType().Name);
        }

        entry.Uninterpreted.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Transcript.ToolCall call)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Id, call.Id);
        writer.WriteString(Names.Name, call.ToolName);
        writer.WriteString(Names.Arguments, call.ArgumentsJson);
        call.Uninterpreted.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteContents(Utf8JsonWriter writer, Transcript.SegmentEntry entry)
    {
        writer.WriteStartArray(Names.Contents);
        foreach (Transcript.Segment segment in entry.Segments)
        {
            writer.WriteStartObject();
            if (segment is Transcript.StructuredSegment structured)
            {
                writer.WriteString(Names.Type, Names.Structure);
                writer.WriteStartObject(Names.Structure);
                writer.WriteString(Names.Source, structured.SchemaName);
                writer.WritePropertyName(Names.Content);
                writer.WriteRawValue(structured.ContentJson, skipInputValidation: true);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteString(Names.Type, Names.Text);
                writer.WriteString(Names.Text, segment.Text);
            }

            writer.WriteString(Names.Id, segment.Id);
            segment.Uninterpreted.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

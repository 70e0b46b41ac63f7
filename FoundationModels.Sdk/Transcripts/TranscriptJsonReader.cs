using System.Text.Json;
using Names = FoundationModels.Transcripts.TranscriptJsonNames;

namespace FoundationModels.Transcripts;

/// <summary>Reads transcripts from their saved form. What it does not know it keeps where that is safe, and refuses where it is not.</summary>
internal static class TranscriptJsonReader
{
    /// <summary>The longest saved transcript that is read. A conversation of the largest context windows in use needs a tenth of it.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    // A value inside the transcript starts seven levels down.
    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        MaxDepth = JsonText.MaximumDepth + 8,
        AllowDuplicateProperties = false,
    };

    private static readonly HashSet<string> KnownVersions = new(StringComparer.Ordinal) { "1", "1.0", Names.CurrentVersion };

    public static Transcript Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > MaximumBytes)
            throw TooLong();
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, DocumentOptions);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new TranscriptFormatException("$", $"It is not the JSON of a transcript. {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // A member's name that is no well-formed text is noticed only where the name is compared.
            throw new TranscriptFormatException("$", $"A member's name is not well-formed text. {e.Message}", e);
        }
    }

    public static TranscriptFormatException TooLong() =>
        new("$", $"It is longer than {MaximumBytes / (1024 * 1024)} MiB, the most that is read. Save a shorter part of the conversation.");

    private static Transcript Read(JsonElement root)
    {
        JsonObjectReader top = new(root, "$");
        string type = top.TakeString(Names.Type);
        if (type != Names.TypeValue)
            throw new TranscriptFormatException(top.PathOf(Names.Type), $"The type is '{type}', not '{Names.TypeValue}'.");
        JsonElement version = top.Take(Names.Version);
        string versionText = version.ValueKind == JsonValueKind.Number
            ? version.GetRawText()
            : JsonObjectReader.String(version, top.PathOf(Names.Version));
        if (!KnownVersions.Contains(versionText))
        {
            throw new TranscriptFormatException(
                top.PathOf(Names.Version), $"The version is '{versionText}'; this version of the SDK reads 1 to {Names.CurrentVersion}.");
        }

        JsonObjectReader inner = new(top.Take(Names.Transcript), top.PathOf(Names.Transcript));
        top.RefuseRest();
        List<Transcript.Entry> entries = inner.TakeArray(Names.Entries, ReadEntry);
        inner.RefuseRest();
        return new Transcript(entries);
    }

    private static Transcript.Entry ReadEntry(JsonElement value, string path)
    {
        JsonObjectReader members = new(value, path);
        string role = members.TakeString(Names.Role);
        try
        {
            Transcript.Entry entry = role switch
            {
                Names.InstructionsRole => new Transcript.Instructions(ReadContents(members)),
                Names.UserRole => ReadPrompt(members),
                Names.ResponseRole when members.TryTake(Names.ToolCalls, out _) =>
                    new Transcript.ToolCalls(members.TakeArray(Names.ToolCalls, ReadCall)),
                Names.ResponseRole => ReadResponse(members),
                Names.ToolRole => ReadToolOutput(members),
                _ => throw new TranscriptFormatException(
                    members.PathOf(Names.Role), $"The role is '{role}'; expected {Names.InstructionsRole}, {Names.UserRole}, {Names.ResponseRole} or {Names.ToolRole}."),
            };
            string? id = members.TakeOptionalString(Names.Id);
            return entry is Transcript.ToolOutput || id is null
                ? entry with { Uninterpreted = members.Rest() }
                : entry with { Id = id, Uninterpreted = members.Rest() };
        }
        catch (ArgumentException e)
        {
            throw new TranscriptFormatException(path, e.Message, e);
        }
    }

    private static Transcript.Prompt ReadPrompt(JsonObjectReader members)
    {
        Transcript.Prompt prompt = new(ReadContents(members));
        if (members.TryTake(Names.ContextOptions, out JsonElement context))
        {
            JsonObjectReader reader = new(context, members.PathOf(Names.ContextOptions));
            prompt = prompt with { IncludeSchemaInPrompt = reader.TakeOptionalBoolean(Names.IncludeSchemaInPrompt), UninterpretedContextOptions = reader.Rest() };
        }

        if (members.TryTake(Names.ResponseFormat, out JsonElement format))
            prompt = prompt with { ResponseFormat = ResponseFormatJson.Read(format, members.PathOf(Names.ResponseFormat)) };
        if (!members.TryTake(Names.Options, out JsonElement value))
            return prompt;
        (GenerationOptions options, JsonMembers rest) = GenerationOptionsJson.Read(value, members.PathOf(Names.Options));
        return prompt with { Options = options, UninterpretedOptions = rest };
    }

    private static Transcript.Response ReadResponse(JsonObjectReader members)
    {
        members.TakeIfEmpty(Names.Assets);
        return new Transcript.Response(ReadContents(members));
    }

    private static Transcript.ToolOutput ReadToolOutput(JsonObjectReader members)
    {
        string? callId = members.TakeOptionalString(Names.ToolCallId);
        return new Transcript.ToolOutput(
            callId ?? members.TakeString(Names.Id), members.TakeString(Names.ToolName), ReadContents(members));
    }

    private static Transcript.ToolCall ReadCall(JsonElement value, string path)
    {
        JsonObjectReader members = new(value, path);
        try
        {
            Transcript.ToolCall call = new(members.TakeString(Names.Name), members.TakeString(Names.Arguments));
            string? id = members.TakeOptionalString(Names.Id);
            return id is null ? call with { Uninterpreted = members.Rest() } : call with { Id = id, Uninterpreted = members.Rest() };
        }
        catch (ArgumentException e)
        {
            throw new TranscriptFormatException(path, e.Message, e);
        }
    }

    private static List<Transcript.Segment> ReadContents(JsonObjectReader members) =>
        members.TryTake(Names.Contents, out _) ? members.TakeArray(Names.Contents, ReadSegment) : [];

    private static Transcript.Segment ReadSegment(JsonElement value, string path)
    {
        JsonObjectReader members = new(value, path);
        string type = members.TakeString(Names.Type);
        try
        {
            Transcript.Segment segment = type switch
            {
                Names.Text => new Transcript.TextSegment(members.TakeString(Names.Text)),
                Names.Structure => ReadStructure(new JsonObjectReader(members.Take(Names.Structure), members.PathOf(Names.Structure))),
                _ => throw new TranscriptFormatException(
                    members.PathOf(Names.Type), $"The type of content is '{type}'; this version of the SDK reads {Names.Text} and {Names.Structure}."),
            };
            string? id = members.TakeOptionalString(Names.Id);
            return id is null ? segment with { Uninterpreted = members.Rest() } : segment with { Id = id, Uninterpreted = members.Rest() };
        }
        catch (ArgumentException e)
        {
            throw new TranscriptFormatException(path, e.Message, e);
        }
    }

    private static Transcript.StructuredSegment ReadStructure(JsonObjectReader members)
    {
        string name = members.TakeOptionalString(Names.Source) ?? members.TakeString(Names.SchemaName);
        Transcript.StructuredSegment segment = new(name, members.TakeValue(Names.Content).GetRawText());
        members.RefuseRest();
        return segment;
    }
}

namespace FoundationModels.Transcripts;

/// <summary>The words of the saved form, which is the one that Apple's <c>Transcript</c> encodes to.</summary>
internal static class TranscriptJsonNames
{
    public const string TypeValue = "FoundationModels.Transcript";
    public const string CurrentVersion = "1.1";

    public const string Type = "type";
    public const string Version = "version";
    public const string Transcript = "transcript";
    public const string Entries = "entries";

    public const string Id = "id";
    public const string Role = "role";
    public const string Contents = "contents";
    public const string Options = "options";
    public const string ContextOptions = "contextOptions";
    public const string IncludeSchemaInPrompt = "includeSchemaInPrompt";
    public const string ResponseFormat = "responseFormat";
    public const string JsonSchema = "jsonSchema";
    public const string Schema = "schema";
    public const string Assets = "assets";
    public const string ToolCalls = "toolCalls";
    public const string ToolCallId = "toolCallID";
    public const string ToolName = "toolName";
    public const string Name = "name";
    public const string Arguments = "arguments";

    public const string InstructionsRole = "instructions";
    public const string UserRole = "user";
    public const string ResponseRole = "response";
    public const string ToolRole = "tool";

    public const string Text = "text";
    public const string Structure = "structure";
    public const string Source = "source";
    public const string SchemaName = "schemaName";
    public const string Content = "content";
}

using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes requests to a model of messages and options.</summary>
internal static class ChatRequestReader
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="ArgumentException">A message, an option or a tool's name is wrong.</exception>
    /// <exception cref="GenerationSchemaException">A schema is none.</exception>
    /// <exception cref="FoundationModelsException">The request has something that the model cannot be given or cannot do.</exception>
    public static LanguageModelRequest Read(LanguageModelChatClient client, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.ConversationId is { } conversation)
        {
            throw new FoundationModelsException(
                $"The options name the conversation '{conversation}', and the model '{client.Model.Id}' keeps none. Leave ConversationId out, and give all messages with each request.");
        }

        Transcript transcript = ChatTranscriptReader.Read(messages, options?.Instructions);
        GenerationOptions generation = ChatOptionsReader.Read(options, client);
        GenerationSchema? schema = ChatSchema.Of(options?.ResponseFormat);
        LanguageModelRequest request = new(WithOptions(transcript, generation, schema), generation) { ResponseSchema = schema, Tools = ReadTools(options?.Tools) };
        Check(client.Model, request);
        return request;
    }

    private static void Check(ILanguageModel model, LanguageModelRequest request)
    {
        if (request.ResponseSchema is not null && !model.Capabilities.HasFlag(LanguageModelCapabilities.GuidedGeneration))
            throw new UnsupportedCapabilityException(model.Id, LanguageModelCapabilities.GuidedGeneration);
        if (request.ToolCallingMode != ToolCallingMode.None && !model.Capabilities.HasFlag(LanguageModelCapabilities.ToolCalling))
            throw new UnsupportedCapabilityException(model.Id, LanguageModelCapabilities.ToolCalling);
        if (request.Options.ToolCallingMode is { DemandsCall: true } demanded && !request.Tools.Any(t => demanded.ToolName is null || t.Name == demanded.ToolName))
        {
            throw new ArgumentException(
                $"ToolMode demands a call of {demanded.ToolName ?? "a tool"}, and Tools has {(request.Tools.Count == 0 ? "none" : string.Join(", ", request.Tools.Select(t => t.Name)))}.",
                nameof(request));
        }
    }

    // The model is told in words what form its answer has, at the last thing that a person said.
    private static Transcript WithOptions(Transcript transcript, GenerationOptions options, GenerationSchema? schema)
    {
        Transcript.Entry[] entries = [.. transcript];
        int last = Array.FindLastIndex(entries, e => e is Transcript.Prompt);
        if (last < 0)
            return transcript;
        entries[last] = (Transcript.Prompt)entries[last] with { Options = options, ResponseFormat = schema is null ? null : new Transcript.ResponseFormat(schema) };
        return new Transcript(entries);
    }

    private static List<ToolDefinition> ReadTools(IList<AITool>? tools)
    {
        List<ToolDefinition> definitions = [];
        foreach (AITool tool in tools ?? [])
        {
            ToolDefinition definition = tool switch
            {
                AIFunctionDeclaration function => new ToolDefinition(function.Name, function.Description, ChatSchema.OfArguments(function)),
                null => throw new ArgumentException("A tool is null.", nameof(tools)),
                _ => throw new FoundationModelsException(
                    $"The tool '{tool.Name}' is a {tool.GetType().Name}, which only some services have. A model on this machine calls functions: give it an AIFunction instead."),
            };
            if (definitions.Any(d => d.Name == definition.Name))
                throw new ArgumentException($"Two tools have the name '{definition.Name}'. Give each tool of a request a name of its own.", nameof(tools));
            definitions.Add(definition);
        }

        return definitions;
    }
}

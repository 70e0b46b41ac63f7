using FoundationModels.Generation;
using FoundationModels.Prompts;

namespace FoundationModels.Models;

/// <summary>What decides the grammar of a response with calls of tools.</summary>
internal sealed record ToolGrammarKey(IReadOnlyList<ToolDefinition> Tools, bool DemandsCall, bool AllowsSeveral, GenerationSchema? Answer, Grammar? AnswerGrammar)
{
    /// <summary>The key of a request.</summary>
    /// <exception cref="FoundationModelsException">The tool that has to be called is not there.</exception>
    public static ToolGrammarKey Of(LanguageModelRequest request)
    {
        ToolCallingMode mode = request.ToolCallingMode;
        IReadOnlyList<ToolDefinition> tools = request.Tools;
        if (mode.ToolName is { } name)
        {
            tools = ValueList.Copy(request.Tools.Where(t => t.Name == name));
            if (tools.Count == 0)
                throw new FoundationModelsException($"The tool {name} has to be called, and the session has no tool of this name. Its tools are {string.Join(", ", request.Tools.Select(t => t.Name))}.");
        }

        bool allowsSeveral = request.Options.AllowsParallelToolCalls ?? true;
        return new ToolGrammarKey(tools, mode.DemandsCall, allowsSeveral, mode.DemandsCall ? null : request.ResponseSchema, mode.DemandsCall ? null : request.Grammar);
    }

    /// <summary>The grammar.</summary>
    public Grammar ToGrammar(ToolCallFormat format) => new ToolCallGrammar(
        format,
        [.. Tools.Select(t => KeyValuePair.Create(t.Name, GrammarOf(t.Parameters)))],
        DemandsCall ? ToolCallGrammarMode.Calls : Answer is null && AnswerGrammar is null ? ToolCallGrammarMode.TextOrCalls : ToolCallGrammarMode.AnswerOrCalls,
        AllowsSeveral ? int.MaxValue : 1,
        AnswerGrammar ?? (Answer is null ? null : GrammarOf(Answer)));

    private static JsonSchemaGrammar GrammarOf(GenerationSchema schema) => new(schema.ToJsonSchema(), schema.CompiledGrammar);
}

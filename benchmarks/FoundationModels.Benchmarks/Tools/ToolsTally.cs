using System.Text.Json;
using System.Text.Json.Nodes;
using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>Compares calls with those that were expected.</summary>
/// <param name="tools">The tools.</param>
internal sealed class ToolsTally(IReadOnlyList<ToolDefinition> tools)
{
    private readonly Dictionary<string, SchemaNode> _schemas = tools.ToDictionary(t => t.Name, t => SchemaReader.Read(t.Parameters.ToJsonSchema()));

    /// <summary>Gets the number of conversations.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the number of calls of the tool that was expected.</summary>
    public int RightTools { get; private set; }

    /// <summary>Gets the number of calls of the tool that was expected with exactly the arguments that were.</summary>
    public int ExactArguments { get; private set; }

    /// <summary>Gets the number of answers that are one call whose arguments fit the tool's schema.</summary>
    public int ValidCalls { get; private set; }

    /// <summary>Adds the answer to a conversation.</summary>
    /// <param name="call">The call; null where there was none, or not just one.</param>
    /// <param name="expected">The one that was expected.</param>
    public void Add(Transcript.ToolCall? call, Transcript.ToolCall expected)
    {
        Count++;
        if (call is null)
            return;
        if (_schemas.TryGetValue(call.ToolName, out SchemaNode? schema) && Fits(schema, call.ArgumentsJson))
            ValidCalls++;
        if (call.ToolName != expected.ToolName)
            return;
        RightTools++;
        if (JsonNode.DeepEquals(Parse(call.ArgumentsJson), Parse(expected.ArgumentsJson)))
            ExactArguments++;
    }

    private static bool Fits(SchemaNode schema, string arguments)
    {
        try
        {
            return SchemaValidator.Validate(schema, JsonLiteralReader.Read(arguments)).IsValid;
        }
        catch (GrammarRefusal)
        {
            return false;
        }
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

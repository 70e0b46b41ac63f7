using System.Text.Json;
using FoundationModels.Models;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>A tool as a function.</summary>
internal sealed class ToolFunction(ITool tool) : AIFunction
{
    private readonly ToolDefinition _definition = tool.Definition;

    /// <summary>Gets the tool.</summary>
    public ITool Tool => tool;

    /// <inheritdoc/>
    public override string Name => _definition.Name;

    /// <inheritdoc/>
    public override string Description => _definition.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; } = AIJson.Read(tool.Definition.Parameters.ToJsonSchema());

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        string json = AIJson.WriteArguments(arguments, JsonSerializerOptions);
        if (SchemaCheck.Misfits(_definition.Parameters, json) is { Count: > 0 } misfits)
            throw new ArgumentException($"The arguments do not fit the tool {Name}. {string.Join(' ', misfits)}", nameof(arguments));
        ToolOutput output = await tool.CallAsync(GeneratedContent.Parse(json), cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The tool {Name} gave back null. An output without words is the empty text.");
        return output.Text;
    }
}

using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>A function as a tool.</summary>
internal sealed class AIFunctionTool : ITool
{
    private readonly IServiceProvider? _services;

    public AIFunctionTool(AIFunction function, IServiceProvider? services)
    {
        // A session asks for approval in its own way; without this, a function that wants it would be called without.
        if (function.GetService<ApprovalRequiredAIFunction>() is not null)
        {
            throw new ArgumentException(
                $"The function '{function.Name}' wants approval before each call. Give the function inside of ApprovalRequiredAIFunction, and approve calls with ToolOptions.Approve.",
                nameof(function));
        }

        Function = function;
        _services = services;
        Definition = new ToolDefinition(function.Name, function.Description, ChatSchema.OfArguments(function));
    }

    /// <summary>Gets the function.</summary>
    public AIFunction Function { get; }

    /// <inheritdoc/>
    public ToolDefinition Definition { get; }

    /// <inheritdoc/>
    public async ValueTask<ToolOutput> CallAsync(GeneratedContent arguments, CancellationToken cancellationToken)
    {
        AIFunctionArguments given = new(AIJson.ReadArguments(arguments.ToJson())) { Services = _services };
        object? result = await Function.InvokeAsync(given, cancellationToken).ConfigureAwait(false);
        return new ToolOutput(ToolResultText.Of(result, Function.JsonSerializerOptions));
    }
}

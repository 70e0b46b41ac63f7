using FoundationModels.ExtensionsAI;
using Microsoft.Extensions.AI;

namespace FoundationModels;

/// <summary>Turns functions of Microsoft.Extensions.AI, those of MCP servers among them, into tools, and tools into functions.</summary>
public static class AIFunctionToolExtensions
{
    /// <summary>Makes a tool of a function.</summary>
    /// <param name="function">The function. Its schema is compiled when a model is first given the tool.</param>
    /// <param name="services">The services that the function's own parameters come from, or null.</param>
    /// <returns>A tool with the function's name and description. What the function gives back goes to the model as it is where it is text, and as JSON where it is not.</returns>
    /// <exception cref="ArgumentException">The name cannot be that of a tool, or the function wants approval before each call.</exception>
    /// <exception cref="GenerationSchemaException">The function's schema is none.</exception>
    public static ITool AsTool(this AIFunction function, IServiceProvider? services = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return (function as ToolFunction)?.Tool ?? new AIFunctionTool(function, services);
    }

    /// <summary>Makes a function of a tool, for chat clients that call functions.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>A function that gives back the tool's text. Arguments that do not fit the tool's schema throw an <see cref="ArgumentException"/> and never reach the tool.</returns>
    public static AIFunction AsAIFunction(this ITool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return (tool as AIFunctionTool)?.Function ?? new ToolFunction(tool);
    }
}

using System.ComponentModel;

namespace FoundationModels;

/// <summary>What generated tools call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolServices
{
    /// <summary>Makes a tool of a method.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parameters">The schema of its arguments.</param>
    /// <param name="call">Reads the arguments and calls the method.</param>
    public static ITool Create(string name, string description, GenerationSchema parameters, Func<GeneratedContent, CancellationToken, ValueTask<ToolOutput>> call)
        => new MethodTool(new ToolDefinition(name, description, parameters), call);

    private sealed class MethodTool(ToolDefinition definition, Func<GeneratedContent, CancellationToken, ValueTask<ToolOutput>> call) : ITool
    {
        public ToolDefinition Definition { get; } = definition;

        public ValueTask<ToolOutput> CallAsync(GeneratedContent arguments, CancellationToken cancellationToken) => call(arguments, cancellationToken);
    }
}

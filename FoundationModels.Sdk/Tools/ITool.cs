namespace FoundationModels;

/// <summary>Something that a model can call: a name, a description, the schema of its arguments, and what it does.</summary>
/// <remarks>Calls may run at the same time, also for several sessions: a tool is safe for use by several threads.</remarks>
public interface ITool : IToolSource
{
    /// <summary>Gets how the model sees the tool. Read once, when a session is made.</summary>
    ToolDefinition Definition { get; }

    /// <inheritdoc/>
    IReadOnlyList<ITool> IToolSource.Tools => [this];

    /// <summary>Does what the tool does.</summary>
    /// <param name="arguments">The arguments. They fit the schema of the definition.</param>
    /// <param name="cancellationToken">Is cancelled with the response, and when the time for a call is over.</param>
    /// <returns>What the model is told.</returns>
    ValueTask<ToolOutput> CallAsync(GeneratedContent arguments, CancellationToken cancellationToken);
}

namespace FoundationModels;

/// <summary>What happens when a tool throws or takes too long.</summary>
public enum ToolErrorHandling
{
    /// <summary>The response fails with a <see cref="ToolCallException"/>, and the turn is taken back.</summary>
    Throw,

    /// <summary>The model is told what went wrong, in one line, and goes on.</summary>
    TellModel,
}

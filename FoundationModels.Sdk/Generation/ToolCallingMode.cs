namespace FoundationModels;

/// <summary>Whether a model may, must or must not call tools. Compared by value.</summary>
public sealed record ToolCallingMode
{
    private ToolCallingMode(string kind, string? toolName = null)
    {
        Kind = kind;
        ToolName = toolName;
    }

    /// <summary>Gets the mode in which the model decides: it answers, or calls tools before it answers. It is the default.</summary>
    public static ToolCallingMode Allowed { get; } = new("allowed");

    /// <summary>Gets the mode in which the model calls at least one tool before it answers.</summary>
    public static ToolCallingMode Required { get; } = new("required");

    /// <summary>Gets the mode in which the model calls no tool.</summary>
    public static ToolCallingMode None { get; } = new("disallowed");

    /// <summary>Gets the name of the one tool that has to be called, or null.</summary>
    public string? ToolName { get; }

    /// <summary>Gets the mode's name, as transcripts have it: Apple's, and "tool" for one certain tool.</summary>
    internal string Kind { get; }

    /// <summary>Gets whether the first thing that comes has to be a call.</summary>
    internal bool DemandsCall => this == Required || ToolName is not null;

    /// <summary>The mode in which the model calls one certain tool before it answers.</summary>
    /// <param name="toolName">The tool's name.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ToolCallingMode Tool(string toolName)
    {
        ArgumentException.ThrowIfNullOrEmpty(toolName);
        return new ToolCallingMode("tool", toolName);
    }

    /// <inheritdoc/>
    public override string ToString() => ToolName is null ? Kind : $"{Kind} {ToolName}";
}

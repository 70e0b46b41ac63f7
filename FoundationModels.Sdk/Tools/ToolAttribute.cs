namespace FoundationModels;

/// <summary>Makes a method a tool that a model can call. Its class, which has to be partial, becomes an <see cref="IToolSource"/> with all its tools.</summary>
/// <remarks>
/// The parameters are the arguments: their types, descriptions (<see cref="GuideAttribute"/> or the method's XML comment) and guides make the schema, which is compiled to a grammar when the app is
/// built. Parameters that are nullable or have a default value may be left out by the model. A <see cref="CancellationToken"/> is passed on. The method may be static, and may return a task; what it
/// returns is text for the model, or JSON of a generable type.
/// </remarks>
/// <param name="description">What the tool does, for the model; null takes the summary of the method's XML comment.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolAttribute(string? description = null) : Attribute
{
    /// <summary>Gets what the tool does.</summary>
    public string? Description { get; } = description;

    /// <summary>Gets or sets the tool's name; null makes one of the method's name, as in "find_order" of FindOrderAsync.</summary>
    public string? Name { get; set; }
}

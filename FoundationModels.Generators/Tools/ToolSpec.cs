using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Tools;

/// <summary>All that the emitter has to know of a tool's method. It has no symbols and no places in files.</summary>
/// <param name="Class">The class of the method.</param>
/// <param name="Method">The method's name in C#.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The parameters as a type with properties, in their order.</param>
internal sealed record ToolSpec(TypeName Class, string Method, string Name, GenerableSpec Arguments)
{
    public required string Description { get; init; }

    /// <summary>Gets the parameter that takes the cancellation token, or null.</summary>
    public string? CancellationParameter { get; init; }

    public bool IsStatic { get; init; }

    public bool IsClassStatic { get; init; }

    public ToolReturn Return { get; init; }
}

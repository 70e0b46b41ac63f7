namespace FoundationModels.Generators.Model;

/// <summary>The names of a type, as generated code needs them.</summary>
/// <param name="FullName">Fully qualified with <c>global::</c>; the key of the type everywhere.</param>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Declarations">Its declaration and those around it, outermost first, as in <c>partial record Ticket</c>.</param>
/// <param name="Name">Its own name.</param>
internal sealed record TypeName(string FullName, string Namespace, EquatableArray<string> Declarations, string Name)
{
    /// <summary>Gets whether other assemblies see it.</summary>
    public bool IsPublic { get; init; }

    public bool IsStruct { get; init; }

    public bool IsSealed { get; init; }

    /// <summary>Gets the name with those of the types and namespaces around it, as in <c>App.Ticket</c>.</summary>
    public string DottedName => FullName.Substring("global::".Length).Replace("@", "");

    /// <summary>Gets the static class in <c>FoundationModels</c> that has the type's extensions of the session.</summary>
    public string ExtensionClass => DottedName.Replace("_", "__").Replace('.', '_') + "_Streaming";
}

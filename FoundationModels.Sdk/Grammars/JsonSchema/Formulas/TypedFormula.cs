namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What a schema says about a value, for each JSON type the value may have. Boolean combinations of schemas are combinations of these, type by type.</summary>
internal sealed class TypedFormula
{
    /// <summary>Gets whether null is valid.</summary>
    public bool Null { get; init; }

    /// <summary>Gets whether false is valid.</summary>
    public bool False { get; init; }

    /// <summary>Gets whether true is valid.</summary>
    public bool True { get; init; }

    /// <summary>Gets which numbers are, over the text atoms of numbers.</summary>
    public required Formula Number { get; init; }

    /// <summary>Gets which strings are, over the text atoms of strings.</summary>
    public required Formula String { get; init; }

    /// <summary>Gets which arrays are, over array atoms.</summary>
    public required Formula Array { get; init; }

    /// <summary>Gets which objects are, over object atoms.</summary>
    public required Formula Object { get; init; }

    /// <summary>Gets the declared names of properties, in order.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];
}

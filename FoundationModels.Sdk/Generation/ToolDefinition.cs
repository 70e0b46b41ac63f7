namespace FoundationModels;

/// <summary>A tool as a model sees it: what it is called, what it is for, and which arguments it takes. Immutable.</summary>
public sealed record ToolDefinition
{
    private const int LongestName = 64;

    /// <summary>Initializes the definition.</summary>
    /// <param name="name">The name: 1 to 64 letters, digits, underscores, hyphens or dots, as in "find_order".</param>
    /// <param name="description">What the tool does, in a sentence for the model; it may be empty.</param>
    /// <param name="parameters">The schema of the arguments: an object.</param>
    /// <exception cref="ArgumentException">The name has other characters or another length.</exception>
    public ToolDefinition(string name, string description, GenerationSchema parameters)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parameters);
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            throw new ArgumentException($"'{name}' cannot be the name of a tool: a name has 1 to {LongestName} ASCII letters, digits, underscores, hyphens and dots.", nameof(name));
        Name = name;
        Description = description;
        Parameters = parameters;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets what the tool does.</summary>
    public string Description { get; }

    /// <summary>Gets the schema of the arguments.</summary>
    public GenerationSchema Parameters { get; }

    /// <summary>Gets whether the model is told of the tool in the instructions; false only for models that were trained to know it.</summary>
    public bool IncludesSchemaInInstructions { get; init; } = true;
}

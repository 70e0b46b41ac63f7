namespace FoundationModels.ChatTemplates;

/// <summary>Variables of one block; a name that is not there is looked up in the block around it.</summary>
internal sealed class Scope(Scope? parent)
{
    private Dictionary<string, TemplateValue>? _variables;

    /// <summary>Sets a variable of this block.</summary>
    public void Set(string name, TemplateValue value) => (_variables ??= new(StringComparer.Ordinal))[name] = value;

    /// <summary>The value of a name, or null.</summary>
    public TemplateValue? Find(string name)
    {
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables is { } variables && variables.TryGetValue(name, out TemplateValue? value))
                return value;
        }

        return null;
    }

    private Scope? Outer { get; } = parent;
}

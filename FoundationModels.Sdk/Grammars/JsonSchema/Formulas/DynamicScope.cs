namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The schema resources that were entered on the way to a node, outermost first: what <c>$dynamicRef</c> and <c>$recursiveRef</c> depend on.</summary>
internal sealed class DynamicScope
{
    private readonly DynamicScope? _outer;
    private readonly List<DynamicScope> _inner = [];

    private DynamicScope(DynamicScope? outer, SchemaResource resource)
    {
        _outer = outer;
        Resource = resource;
    }

    /// <summary>Gets the innermost resource.</summary>
    public SchemaResource Resource { get; }

    /// <summary>The scope of a document.</summary>
    public static DynamicScope Of(SchemaResource resource) => new(null, resource);

    /// <summary>The scope after a resource was entered. Only where a resource comes first matters, so that there are not more scopes than orders of resources.</summary>
    public DynamicScope Enter(SchemaResource resource)
    {
        for (DynamicScope? scope = this; scope is not null; scope = scope._outer)
        {
            if (scope.Resource == resource)
                return this;
        }

        foreach (DynamicScope known in _inner)
        {
            if (known.Resource == resource)
                return known;
        }

        DynamicScope entered = new(this, resource);
        _inner.Add(entered);
        return entered;
    }

    /// <summary>The resources, innermost first.</summary>
    public IEnumerable<SchemaResource> InnermostFirst()
    {
        for (DynamicScope? scope = this; scope is not null; scope = scope._outer)
            yield return scope.Resource;
    }
}

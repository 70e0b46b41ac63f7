namespace FoundationModels.Generators.Model;

/// <summary>The collections that a JSON array becomes.</summary>
internal enum ListShape
{
    /// <summary>A <c>List&lt;T&gt;</c>, and the interfaces that it implements.</summary>
    List,
    Array,
    ImmutableArray,

    /// <summary>A <c>HashSet&lt;T&gt;</c>, and the interfaces of sets: no element comes twice.</summary>
    Set,
}

namespace FoundationModels.Generators.Model;

/// <summary>The dictionaries that a JSON object becomes.</summary>
internal enum MapShape
{
    /// <summary>A <c>Dictionary&lt;string, T&gt;</c>, and the interfaces that it implements.</summary>
    Dictionary,
    ImmutableDictionary,
}

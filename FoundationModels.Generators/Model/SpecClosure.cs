namespace FoundationModels.Generators.Model;

/// <summary>A type with every type that a value of it may contain.</summary>
/// <param name="Root">The type.</param>
/// <param name="Types">All of them in the order in which they are met, the type itself first.</param>
internal sealed record SpecClosure(GenerableSpec Root, EquatableArray<GenerableSpec> Types)
{
    public GenerableSpec Find(string key) => Types.First(t => t.Type.FullName == key);

    /// <summary>The cases of a union, in the order of their names.</summary>
    public IEnumerable<GenerableSpec> Cases(GenerableSpec union) =>
        Types.Where(t => t.Kind == GenerableKind.Object && IsCaseOf(t, union)).OrderBy(t => t.Type.FullName, StringComparer.Ordinal);

    private bool IsCaseOf(GenerableSpec type, GenerableSpec union)
    {
        for (string? key = type.Union; key is not null; key = Types.FirstOrDefault(t => t.Type.FullName == key)?.Union)
        {
            if (key == union.Type.FullName)
                return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>The generable types of other assemblies that were met, whose schemas have to be made here as well.</summary>
/// <param name="assembly">The assembly being compiled.</param>
internal sealed class ReferencedTypes(IAssemblySymbol assembly)
{
    private readonly HashSet<INamedTypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Queue<INamedTypeSymbol> _pending = new();

    public void Meet(INamedTypeSymbol type)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) && _seen.Add(type))
            _pending.Enqueue(type);
    }

    public INamedTypeSymbol? Next() => _pending.Count == 0 ? null : _pending.Dequeue();
}

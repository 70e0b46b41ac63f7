using FoundationModels.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Finds types of which every value contains another one.</summary>
internal static class EndlessTypes
{
    public static void Check(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Stack<(INamedTypeSymbol Type, ISymbol? First)> pending = new();
        pending.Push((type, null));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (INamedTypeSymbol current, ISymbol? first) = pending.Pop();
            foreach (ISymbol member in PropertyCollector.Collect(current).Where(m => PropertyCollector.TypeOf(m) is INamedTypeSymbol))
            {
                INamedTypeSymbol next = (INamedTypeSymbol)PropertyCollector.TypeOf(member);
                if (next.NullableAnnotation == NullableAnnotation.Annotated || next.IsAbstract || next.TypeKind == TypeKind.Enum || GenerableAttributes.OfType(next) is null)
                    continue;
                if (SymbolEqualityComparer.Default.Equals(next, type))
                {
                    ISymbol through = first ?? member;
                    diagnostics.Add(Descriptors.EndlessType, through.Locations.FirstOrDefault(), type.Name, through.Name);
                    return;
                }

                if (seen.Add(next))
                    pending.Push((next, first ?? member));
            }
        }
    }
}

using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Abstract generable types are unions of the generable types that derive from them.</summary>
internal static class UnionCases
{
    /// <summary>The name of the property that tells cases apart. It comes first, so that the model decides for a case before it writes its properties.</summary>
    public const string Discriminator = "kind";

    /// <summary>The nearest base type that is a union.</summary>
    public static INamedTypeSymbol? UnionOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type.BaseType; around is not null; around = around.BaseType)
        {
            if (around.IsAbstract && GenerableAttributes.OfType(around) is not null)
                return around;
        }

        return null;
    }

    public static IEnumerable<INamedTypeSymbol> Of(INamedTypeSymbol union, INamespaceOrTypeSymbol within)
    {
        foreach (INamespaceOrTypeSymbol member in within.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type
                && DerivesFrom(type, union) && GenerableAttributes.OfType(type) is not null)
            {
                yield return type;
            }

            foreach (INamedTypeSymbol inner in Of(union, member))
                yield return inner;
        }
    }

    public static void Check(INamedTypeSymbol type, INamedTypeSymbol union, GenerableSpec spec, DiagnosticBag diagnostics)
    {
        if (spec.Properties.FirstOrDefault(p => p.JsonName == Discriminator) is { } taken)
            diagnostics.Add(Descriptors.DiscriminatorTaken, type.Locations.FirstOrDefault(), $"{type.Name}.{taken.Name}", union.Name);
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol union)
    {
        for (INamedTypeSymbol? around = type.BaseType; around is not null; around = around.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(around, union))
                return true;
        }

        return false;
    }
}

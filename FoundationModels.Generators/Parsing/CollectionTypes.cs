using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Which types are lists and dictionaries, and of what.</summary>
internal static class CollectionTypes
{
    public static (ListShape Shape, ITypeSymbol Element)? FindList(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return (ListShape.Array, array.ElementType);
        if (type is not INamedTypeSymbol { TypeArguments.Length: 1 } named)
            return null;
        ListShape? shape = Definition(named) switch
        {
            "System.Collections.Generic.List" or "System.Collections.Generic.IList" or "System.Collections.Generic.IReadOnlyList"
                or "System.Collections.Generic.ICollection" or "System.Collections.Generic.IReadOnlyCollection"
                or "System.Collections.Generic.IEnumerable" => ListShape.List,
            "System.Collections.Generic.HashSet" or "System.Collections.Generic.ISet" or "System.Collections.Generic.IReadOnlySet" => ListShape.Set,
            "System.Collections.Immutable.ImmutableArray" or "System.Collections.Immutable.IImmutableList" => ListShape.ImmutableArray,
            _ => null,
        };
        return shape is { } found ? (found, named.TypeArguments[0]) : null;
    }

    public static (MapShape Shape, ITypeSymbol Key, ITypeSymbol Element)? FindMap(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments.Length: 2 } named)
            return null;
        MapShape? shape = Definition(named) switch
        {
            "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary"
                or "System.Collections.Generic.IReadOnlyDictionary" => MapShape.Dictionary,
            "System.Collections.Immutable.ImmutableDictionary" or "System.Collections.Immutable.IImmutableDictionary" => MapShape.ImmutableDictionary,
            _ => null,
        };
        return shape is { } found ? (found, named.TypeArguments[0], named.TypeArguments[1]) : null;
    }

    private static string Definition(INamedTypeSymbol type) =>
        type.ContainingType is null ? $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}" : "";
}

using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Finds the members of a type that carry its data: public properties and fields, those of base types first.</summary>
internal static class PropertyCollector
{
    public static List<ISymbol> Collect(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? t = type; t is not null && t.SpecialType is SpecialType.None; t = t.BaseType)
            chain.Push(t);
        List<ISymbol> members = [];
        foreach (INamedTypeSymbol declaring in chain)
        {
            foreach (ISymbol member in Ordered(declaring))
            {
                int inherited = members.FindIndex(m => m.Name == member.Name);
                if (inherited < 0)
                    members.Add(member);
                else
                    members[inherited] = member;
            }
        }

        return members;
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>Whether code inside of the type can set the member.</summary>
    public static bool IsSettable(ISymbol member, INamedTypeSymbol type) => member switch
    {
        IPropertySymbol { SetMethod: { } setter } =>
            setter.DeclaredAccessibility != Accessibility.Private || SymbolEqualityComparer.Default.Equals(member.ContainingType, type),
        IFieldSymbol { IsReadOnly: false } => true,
        _ => false,
    };

    /// <summary>In the order of their declaration, which for a positional record starts with its parameters.</summary>
    private static IEnumerable<ISymbol> Ordered(INamedTypeSymbol type) =>
        type.GetMembers().Where(IsData).OrderBy(m => m.Locations.FirstOrDefault()?.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(m => m.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0);

    private static bool IsData(ISymbol member) =>
        member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false } && !JsonNames.IsIgnored(member) && member switch
        {
            IPropertySymbol property => property is { IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public, ExplicitInterfaceImplementations.IsEmpty: true },
            IFieldSymbol field => field is { IsConst: false, IsImplicitlyDeclared: false },
            _ => false,
        };
}

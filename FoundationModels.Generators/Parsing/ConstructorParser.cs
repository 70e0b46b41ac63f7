using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FoundationModels.Generators.Parsing;

/// <summary>Finds the constructor that makes a value from its properties.</summary>
internal static class ConstructorParser
{
    /// <summary>The primary constructor if its parameters are properties, else the one without parameters, else the longest whose parameters are properties.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members)
    {
        List<IMethodSymbol> usable = [.. type.InstanceConstructors.Where(c => c.Parameters.All(p => Member(p, members) is not null))];
        return usable.FirstOrDefault(IsPrimary)
            ?? usable.FirstOrDefault(c => c.Parameters.IsEmpty)
            ?? usable.OrderByDescending(c => c.Parameters.Length).FirstOrDefault();
    }

    public static ISymbol? Member(IParameterSymbol parameter, IReadOnlyCollection<ISymbol> members) =>
        members.FirstOrDefault(m => string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(PropertyCollector.TypeOf(m), parameter.Type));

    public static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    private static bool IsPrimary(IMethodSymbol constructor) =>
        !constructor.Parameters.IsEmpty &&
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null });
}

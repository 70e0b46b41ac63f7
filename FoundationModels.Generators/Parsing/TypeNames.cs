using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

internal static class TypeNames
{
    /// <summary>Fully qualified, with C#'s keywords for the built-in types and without the nullable annotation of the type itself.</summary>
    public static string Full(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(AnnotatedFormat);

    public static TypeName Of(INamedTypeSymbol type)
    {
        List<string> declarations = [];
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
            declarations.Insert(0, $"partial {Keyword(around)} {Escaped(around.Name)}{TypeParameters(around)}");
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NamespaceFormat);
        return new TypeName(Full(type), space, declarations.ToEquatableArray(), Escaped(type.Name))
        {
            IsPublic = IsPublic(type),
            IsStruct = type.IsValueType,
            IsSealed = type.IsSealed,
        };
    }

    public static string Escaped(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None &&
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private static SymbolDisplayFormat AnnotatedFormat { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static SymbolDisplayFormat NamespaceFormat { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => p.Name))}>";

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            if (around.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}

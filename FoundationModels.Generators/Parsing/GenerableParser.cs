using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FoundationModels.Generators.Parsing;

/// <summary>From the symbols of a generable type to its model. Nothing of the symbols leaves it.</summary>
internal static class GenerableParser
{
    private static readonly string[] GeneratedMembers = ["GenerationSchema", "FromGeneratedContent", "ToGeneratedContent", "PartiallyGenerated"];

    public static ParseResult Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new();
        ReferencedTypes references = new(compilation.Assembly);
        GenerableSpec? spec = CheckKind(type, diagnostics) ? ParseType(type, diagnostics, references, cancellationToken) : null;
        if (spec is { Kind: GenerableKind.Union } && !UnionCases.Of(type, compilation.Assembly.GlobalNamespace).Any())
            diagnostics.Add(Descriptors.UnionWithoutCases, Place(type), type.Name);
        if (spec is not null && !diagnostics.HasErrors)
            EndlessTypes.Check(type, diagnostics, cancellationToken);

        return new ParseResult(
            TypeNames.Full(type),
            LocationInfo.Of(Place(type)),
            diagnostics.HasErrors ? null : spec,
            ParseReferences(references, cancellationToken),
            diagnostics.ToArray());
    }

    /// <summary>What is wrong with the types of other assemblies was reported there.</summary>
    public static EquatableArray<GenerableSpec> ParseReferences(ReferencedTypes references, CancellationToken cancellationToken)
    {
        List<GenerableSpec> specs = [];
        while (references.Next() is { } type)
        {
            DiagnosticBag ignored = new();
            specs.Add(ParseType(type, ignored, references, cancellationToken) with { IsDeclaredHere = false });
            if (type.IsAbstract)
            {
                foreach (INamedTypeSymbol @case in UnionCases.Of(type, type.ContainingAssembly.GlobalNamespace))
                    references.Meet(@case);
            }
        }

        return specs.ToEquatableArray();
    }

    private static GenerableSpec ParseType(INamedTypeSymbol type, DiagnosticBag diagnostics, ReferencedTypes references, CancellationToken cancellationToken)
    {
        AttributeData? attribute = GenerableAttributes.OfType(type);
        GenerableKind kind = type.TypeKind == TypeKind.Enum ? GenerableKind.Enumeration : type.IsAbstract ? GenerableKind.Union : GenerableKind.Object;
        INamedTypeSymbol? union = UnionCases.UnionOf(type);
        PropertyParser properties = new(type, diagnostics, references, cancellationToken);
        GenerableSpec spec = new(TypeNames.Of(type), kind)
        {
            Title = GenerableAttributes.Text(attribute, "Name") ?? type.Name,
            Description = GenerableAttributes.Text(attribute, "Description") ?? Descriptions.Summary(type, cancellationToken),
            RepresentNullExplicitly = attribute is not null && GenerableAttributes.Argument(attribute, "RepresentNullExplicitly") is { Value: true },
            Properties = kind == GenerableKind.Enumeration ? default : properties.Parse(),
            Values = kind == GenerableKind.Enumeration ? EnumerationParser.Parse(type, diagnostics) : default,
            Union = union is null ? null : TypeNames.Full(union),
            Discriminator = union is null || type.IsAbstract ? null : JsonNames.CamelCase(type.Name),
        };
        if (union is not null)
            UnionCases.Check(type, union, spec, diagnostics);
        return spec with { Id = properties.Id };
    }

    private static bool CheckKind(INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        if (Unsupported(type) is { } reason)
        {
            diagnostics.Add(Descriptors.UnsupportedKind, Place(type), type.Name, reason);
            return false;
        }

        if (GenerableAttributes.ConcreteBase(type) is { } concrete)
            diagnostics.Add(Descriptors.DerivesFromConcrete, Place(type), type.Name, concrete.Name);
        if (type.TypeKind == TypeKind.Enum)
            return !diagnostics.HasErrors;
        foreach (ISymbol taken in GeneratedMembers.SelectMany(name => type.GetMembers(name).Take(1)))
            diagnostics.Add(Descriptors.MemberTaken, taken.Locations.FirstOrDefault(), type.Name, taken.Name);
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            if (!IsPartial(around))
                diagnostics.Add(Descriptors.MustBePartial, Place(around), around.Name);
        }

        return !diagnostics.HasErrors;
    }

    private static string? Unsupported(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type; around is not null; around = around.ContainingType)
        {
            if (around.IsGenericType)
                return "it has type parameters, and a schema is of one type";
            if (around.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || around.IsFileLocal)
                return "the code that registers it can't see it; make it internal or public";
        }

        if (UnionCases.UnionOf(type) is { } union && !SymbolEqualityComparer.Default.Equals(union.ContainingAssembly, type.ContainingAssembly))
            return $"its union '{union.Name}' belongs to another assembly, whose schema can't have it as a case";
        return type switch
        {
            { IsStatic: true } => "it is static",
            { IsRefLikeType: true } => "it is a ref struct",
            { TypeKind: TypeKind.Enum } when type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute") =>
                "it is a set of flags; use a list of the values of a plain enumeration",
            { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum } => null,
            _ => "it is neither a class, a struct, a record nor an enumeration",
        };
    }

    /// <summary>Whether generated code can be added to a type.</summary>
    public static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static Location? Place(INamedTypeSymbol type) => type.Locations.FirstOrDefault();
}

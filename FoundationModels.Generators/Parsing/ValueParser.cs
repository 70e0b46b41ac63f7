using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Finds what the type of a property is in JSON.</summary>
internal sealed class ValueParser(DiagnosticBag diagnostics, ReferencedTypes references)
{
    /// <summary>The type, or null after a diagnostic.</summary>
    /// <param name="type">The type of the property.</param>
    /// <param name="member">The property as messages call it.</param>
    /// <param name="place">The place of the property.</param>
    public ValueSpec? Parse(ITypeSymbol type, string member, Location? place)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Parse(nullable.TypeArguments[0], member, place) is { } inner ? inner with { IsNullable = true } : null;

        ValueSpec? value = ParseNotNull(type, member, place);
        if (value is null)
            return null;
        return value with
        {
            IsStruct = type.IsValueType,
            IsNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated,
        };
    }

    private ValueSpec? ParseNotNull(ITypeSymbol type, string member, Location? place)
    {
        string name = TypeNames.Full(type);
        if (ScalarTypes.Find(type) is { } scalar)
            return new ScalarSpec(name, scalar);
        if (CollectionTypes.FindList(type) is { } list)
            return Parse(list.Element, member, place) is { } element ? new ListSpec(name, list.Shape, element) : null;
        if (CollectionTypes.FindMap(type) is { } map)
        {
            if (map.Key.SpecialType != SpecialType.System_String)
                return Refuse(type, member, place, "the keys of a JSON object are strings");
            return Parse(map.Element, member, place) is { } element ? new MapSpec(name, map.Shape, element) : null;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum } named)
            return Refuse(type, member, place, Reason(type));
        if (GenerableAttributes.OfType(named) is not null)
        {
            references.Meet(named);
            return new ReferenceSpec(name) { Converter = named.TypeKind == TypeKind.Enum ? ConverterName(named) : null };
        }

        if (named.SpecialType != SpecialType.None || named.IsTupleType || named.IsGenericType || named.DeclaringSyntaxReferences.IsEmpty)
            return Refuse(type, member, place, Reason(type));
        diagnostics.Add(Descriptors.MissingGenerable, place, member, named.ToDisplayString());
        return null;
    }

    /// <summary>Enumerations can't have members, so a static class beside them has what other types have themselves.</summary>
    public static string ConverterName(INamedTypeSymbol enumeration)
    {
        string name = enumeration.Name;
        for (INamedTypeSymbol? around = enumeration.ContainingType; around is not null; around = around.ContainingType)
            name = around.Name + name;
        string space = enumeration.ContainingNamespace.IsGlobalNamespace ? "" : enumeration.ContainingNamespace.ToDisplayString() + ".";
        return $"global::{space}{name}Generable";
    }

    private static string Reason(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => "a type parameter has no schema",
        INamedTypeSymbol { IsTupleType: true } => "declare a generable record instead of a tuple",
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => "use GeneratedContent for any JSON",
        { TypeKind: TypeKind.Interface } => "it is an interface; use an abstract generable record, and derive from it",
        { TypeKind: TypeKind.Enum } => "the enumeration belongs to another assembly and is not generable; use a generable one of your own",
        _ => "it is neither generable nor one of the types of .NET that have a schema",
    };

    private ValueSpec? Refuse(ITypeSymbol type, string member, Location? place, string reason)
    {
        diagnostics.Add(Descriptors.UnsupportedPropertyType, place, member, type.ToDisplayString(), reason);
        return null;
    }
}

using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>The attributes that the generator looks for.</summary>
internal static class GenerableAttributes
{
    public const string Generable = "FoundationModels.GenerableAttribute";

    private const string Guide = "FoundationModels.GuideAttribute";

    private const string ElementGuide = "FoundationModels.ElementGuideAttribute";

    public static AttributeData? OfType(ITypeSymbol type) => All(type, Generable).FirstOrDefault();

    /// <summary>The nearest generable base type that is not abstract.</summary>
    public static INamedTypeSymbol? ConcreteBase(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? around = type.BaseType; around is not null; around = around.BaseType)
        {
            if (!around.IsAbstract && OfType(around) is not null)
                return around;
        }

        return null;
    }

    public static IEnumerable<AttributeData> Guides(ISymbol member) => All(member, Guide);

    public static IEnumerable<AttributeData> ElementGuides(ISymbol member) => All(member, ElementGuide);

    /// <summary>The value of a named argument, or of the parameter of that name.</summary>
    public static TypedConstant? Argument(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        for (int i = 0; i < (attribute.AttributeConstructor?.Parameters.Length ?? 0) && i < attribute.ConstructorArguments.Length; i++)
        {
            if (string.Equals(attribute.AttributeConstructor!.Parameters[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return attribute.ConstructorArguments[i];
        }

        return null;
    }

    public static string? Text(AttributeData? attribute, string name) =>
        attribute is null ? null : Argument(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    private static IEnumerable<AttributeData> All(ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == name);
}

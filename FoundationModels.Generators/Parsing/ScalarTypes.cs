using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>Which types of the framework are scalars.</summary>
internal static class ScalarTypes
{
    public static ScalarKind? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ScalarKind.Boolean,
        SpecialType.System_String => ScalarKind.String,
        SpecialType.System_Char => ScalarKind.Char,
        SpecialType.System_SByte => ScalarKind.SByte,
        SpecialType.System_Byte => ScalarKind.Byte,
        SpecialType.System_Int16 => ScalarKind.Int16,
        SpecialType.System_UInt16 => ScalarKind.UInt16,
        SpecialType.System_Int32 => ScalarKind.Int32,
        SpecialType.System_UInt32 => ScalarKind.UInt32,
        SpecialType.System_Int64 => ScalarKind.Int64,
        SpecialType.System_UInt64 => ScalarKind.UInt64,
        SpecialType.System_Single => ScalarKind.Single,
        SpecialType.System_Double => ScalarKind.Double,
        SpecialType.System_Decimal => ScalarKind.Decimal,
        SpecialType.System_DateTime => ScalarKind.DateTime,
        _ => FindByName(type),
    };

    public static bool IsNumber(ScalarKind kind) => kind is >= ScalarKind.SByte and <= ScalarKind.Decimal;

    public static bool IsInteger(ScalarKind kind) => kind is >= ScalarKind.SByte and <= ScalarKind.UInt64;

    private static ScalarKind? FindByName(ITypeSymbol type)
    {
        if (type.ContainingType is not null || type.ContainingNamespace is not { } space)
            return null;
        if (space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return type.Name switch
            {
                "DateTimeOffset" => ScalarKind.DateTimeOffset,
                "DateOnly" => ScalarKind.DateOnly,
                "TimeOnly" => ScalarKind.TimeOnly,
                "TimeSpan" => ScalarKind.TimeSpan,
                "Guid" => ScalarKind.Guid,
                "Uri" => ScalarKind.Uri,
                _ => null,
            };
        }

        return type.Name == "GeneratedContent" && space is { Name: "FoundationModels", ContainingNamespace.IsGlobalNamespace: true } ? ScalarKind.Content : null;
    }
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FoundationModels.Generators.Parsing;

/// <summary>C# for the default values of parameters.</summary>
internal static class Literals
{
    public static string Of(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        null => $"default({TypeNames.Full(parameter.Type)})",
        { } value when parameter.Type.TypeKind == TypeKind.Enum => $"({TypeNames.Full(parameter.Type)})({Number(value)})",
        string or char or bool => SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false),
        double value when double.IsNaN(value) || double.IsInfinity(value) => $"(double){(double.IsNaN(value) ? "0d/0d" : value > 0 ? "1d/0d" : "-1d/0d")}",
        float value when float.IsNaN(value) || float.IsInfinity(value) => $"(float)({(float.IsNaN(value) ? "0f/0f" : value > 0 ? "1f/0f" : "-1f/0f")})",
        { } value => Number(value),
    };

    private static string Number(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
        int number => number == int.MinValue ? "int.MinValue" : number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}

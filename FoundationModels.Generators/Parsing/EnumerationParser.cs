using FoundationModels.Generators.Diagnostics;
using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

internal static class EnumerationParser
{
    public static EquatableArray<EnumerationValue> Parse(INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        List<EnumerationValue> values = [];
        HashSet<object?> numbers = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue))
        {
            string jsonName = JsonNames.OfEnumerationValue(field);
            if (values.FirstOrDefault(v => v.JsonName == jsonName) is { } taken)
                diagnostics.Add(Descriptors.DuplicateName, field.Locations.FirstOrDefault(), taken.Name, field.Name, jsonName);
            values.Add(new EnumerationValue(TypeNames.Escaped(field.Name), jsonName, !numbers.Add(field.ConstantValue)));
        }

        if (values.Count == 0)
            diagnostics.Add(Descriptors.UnsupportedKind, type.Locations.FirstOrDefault(), type.Name, "it has no values");
        return values.ToEquatableArray();
    }
}

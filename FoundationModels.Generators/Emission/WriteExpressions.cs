using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>C# that makes content from a value.</summary>
internal static class WriteExpressions
{
    /// <summary>The content of a property; null, which leaves it out, or JSON's null where a type represents it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="variable">A name that is free for a variable.</param>
    /// <param name="representNullExplicitly">Whether null is written.</param>
    public static string Property(PropertySpec property, string variable, bool representNullExplicitly)
    {
        string source = $"this.{property.Name}";
        return property.Value.IsNullable
            ? $"{source} is {{ }} {variable} ? {NotNull(property.Value, variable, 0)} : {(representNullExplicitly ? $"{Names.Services}.Null" : "null")}"
            : NotNull(property.Value, source, 0);
    }

    private static string Any(ValueSpec value, string source, int depth) => value.IsNullable
        ? $"{source} is {{ }} w{depth} ? {NotNull(value, $"w{depth}", depth + 1)} : {Names.Services}.Null"
        : NotNull(value, source, depth);

    private static string NotNull(ValueSpec value, string source, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => source,
        ScalarSpec => $"{Names.Services}.From({source})",
        ReferenceSpec { Converter: { } converter } => $"{converter}.ToGeneratedContent({source})",
        ReferenceSpec => $"{source}.ToGeneratedContent()",
        ListSpec list => $"{Names.Services}.FromList({source}, {Lambda(list.Element, depth)})",
        MapSpec map => $"{Names.Services}.FromMap({source}, {Lambda(map.Element, depth)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    private static string Lambda(ValueSpec element, int depth) =>
        $"static {Names.Content} ({ReadExpressions.Annotated(element)} w{depth}) => {Any(element, $"w{depth}", depth + 1)}";
}

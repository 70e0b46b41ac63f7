using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>C# that adds the properties of a value to the builder of its content.</summary>
internal static class WriteExpressions
{
    /// <summary>The call of the builder for a property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="variable">A name that is free for a variable.</param>
    public static string Property(PropertySpec property, string variable)
    {
        ValueSpec value = property.Value;
        (string name, string source) = (Names.Literal(property.JsonName), $"this.{property.Name}");
        if (ReadExpressions.ListMethod(value) is { } list)
            return $"{list}({name}, {source})";
        return value switch
        {
            ScalarSpec { Kind: ScalarKind.Content } => $"Add({name}, {source})",
            ScalarSpec { IsNullable: true, IsStruct: true } => $"OptionalValue<{value.Type}>({name}, {source})",
            ScalarSpec { IsNullable: true } => $"OptionalObject<{value.Type}>({name}, {source})",
            ScalarSpec => $"Value<{value.Type}>({name}, {source})",
            ReferenceSpec { IsNullable: true, Converter: null } => $"Add({name}, {source}?.ToGeneratedContent())",
            { IsNullable: true } => $"Add({name}, {source} is {{ }} {variable} ? {NotNull(value, variable, 0)} : null)",
            _ => $"Add({name}, {NotNull(value, source, 0)})",
        };
    }

    private static string NotNull(ValueSpec value, string source, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => source,
        ScalarSpec => $"{Names.Services}.From<{value.Type}>({source})",
        ReferenceSpec { Converter: { } converter } => $"{converter}.ToGeneratedContent({source})",
        ReferenceSpec => $"{source}.ToGeneratedContent()",
        ListSpec list => $"{Names.Services}.FromList<{ReadExpressions.Annotated(list.Element)}>({source}, {Function(list.Element, depth)})",
        MapSpec map => $"{Names.Services}.FromMap<{ReadExpressions.Annotated(map.Element)}>({source}, {Function(map.Element, depth)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    private static string Function(ValueSpec element, int depth)
    {
        string source = $"w{depth}";
        return element switch
        {
            { IsNullable: true } => $"static {source} => {source} is {{ }} n{depth} ? {NotNull(element, $"n{depth}", depth + 1)} : {Names.Services}.Null",
            ScalarSpec { Kind: not ScalarKind.Content } => $"{Names.Services}.From<{element.Type}>",
            ReferenceSpec { Converter: { } converter } => $"{converter}.ToGeneratedContent",
            ReferenceSpec => $"{Names.Services}.FromGenerable<{element.Type}>",
            _ => $"static {source} => {NotNull(element, source, depth + 1)}",
        };
    }
}

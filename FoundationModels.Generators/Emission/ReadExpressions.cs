using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>C# that makes a value from content. What most properties are is one call, since the compiler has to read it for every property of an app.</summary>
internal static class ReadExpressions
{
    /// <summary>The property of an object in the variable <c>content</c>.</summary>
    /// <param name="property">The property.</param>
    /// <param name="variable">A name that is free for a variable.</param>
    public static string Property(PropertySpec property, string variable)
    {
        ValueSpec value = property.Value;
        string arguments = $"content, {Names.Literal(property.JsonName)}";
        if (value is ScalarSpec { Kind: not ScalarKind.Content } && property.Default is null)
        {
            string reader = !value.IsNullable ? "Value" : value.IsStruct ? "OptionalValue" : "OptionalObject";
            return $"{Names.Services}.{reader}<{value.Type}>({arguments})";
        }

        if (property.Default is null && ListMethod(value) is { } list)
            return $"{Names.Services}.{list}({arguments})";
        if (!value.IsNullable && property.Default is null)
            return NotNull(value, $"{Names.Services}.Member({arguments})", 0);
        string cast = value.IsNullable && value.IsStruct ? $"({value.Type}?)" : "";
        return $"{Names.Services}.Optional({arguments}) is {{ }} {variable} ? {cast}{NotNull(value, variable, 0)} : {property.Default ?? "null"}";
    }

    /// <summary>The C# type with its annotation for null.</summary>
    public static string Annotated(ValueSpec value) => value.IsNullable ? value.Type + "?" : value.Type;

    /// <summary>The method, of <c>GenerableServices</c> and of <c>GeneratedContentBuilder</c>, for the lists that most are; null for others.</summary>
    public static string? ListMethod(ValueSpec value)
    {
        string optional = value.IsNullable ? "Optional" : "";
        return value switch
        {
            ListSpec { Shape: ListShape.List, Element: ScalarSpec { Kind: not ScalarKind.Content, IsNullable: false } element } => $"{optional}ValueList<{element.Type}>",
            ListSpec { Shape: ListShape.List, Element: ReferenceSpec { Converter: null, IsNullable: false } element } => $"{optional}GenerableList<{element.Type}>",
            _ => null,
        };
    }

    private static string NotNull(ValueSpec value, string content, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => content,
        ScalarSpec => $"{Names.Services}.Element<{value.Type}>({content})",
        ReferenceSpec reference => $"{Converter(reference)}({content})",
        ListSpec list => $"{Names.Services}.{Reader(list.Shape)}<{Annotated(list.Element)}>({content}, {Function(list.Element, depth)})",
        MapSpec map => $"{Names.Services}.{Reader(map.Shape)}<{Annotated(map.Element)}>({content}, {Function(map.Element, depth)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    /// <summary>A function from the content of an element to the element.</summary>
    private static string Function(ValueSpec element, int depth)
    {
        string content = $"v{depth}";
        return element switch
        {
            { IsNullable: true } => $"static {content} => {Names.Services}.NotNull({content}) is {{ }} n{depth} ? " +
                $"{(element.IsStruct ? $"({element.Type}?)" : "")}{NotNull(element, $"n{depth}", depth + 1)} : null",
            ScalarSpec { Kind: not ScalarKind.Content } => $"{Names.Services}.Element<{element.Type}>",
            ReferenceSpec reference => Converter(reference),
            _ => $"static {content} => {NotNull(element, content, depth + 1)}",
        };
    }

    private static string Converter(ReferenceSpec reference) => $"{reference.Converter ?? reference.Type}.FromGeneratedContent";

    private static string Reader(ListShape shape) => shape switch
    {
        ListShape.Array => "Array",
        ListShape.ImmutableArray => "ImmutableArray",
        ListShape.Set => "Set",
        _ => "List",
    };

    private static string Reader(MapShape shape) => shape == MapShape.ImmutableDictionary ? "ImmutableMap" : "Map";
}

using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>C# that makes a value from content.</summary>
internal static class ReadExpressions
{
    /// <summary>The property of an object in the variable <c>content</c>.</summary>
    /// <param name="property">The property.</param>
    /// <param name="variable">A name that is free for a variable.</param>
    public static string Property(PropertySpec property, string variable)
    {
        string name = Names.Literal(property.JsonName);
        ValueSpec value = property.Value;
        if (value.IsNullable)
            return $"{Names.Services}.Optional(content, {name}) is {{ }} {variable} ? {Cast(value)}{NotNull(value, variable, 0)} : null";
        return property.Default is { } fallback
            ? $"{Names.Services}.Optional(content, {name}) is {{ }} {variable} ? {NotNull(value, variable, 0)} : {fallback}"
            : NotNull(value, $"{Names.Services}.Member(content, {name})", 0);
    }

    /// <summary>The value of an element, which may be null.</summary>
    private static string Any(ValueSpec value, string content, int depth) => value.IsNullable
        ? $"{Names.Services}.NotNull({content}) is {{ }} {Variable(depth)} ? {Cast(value)}{NotNull(value, Variable(depth), depth + 1)} : null"
        : NotNull(value, content, depth);

    private static string NotNull(ValueSpec value, string content, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => content,
        ScalarSpec => $"{content}.Value<{value.Type}>()",
        ReferenceSpec reference => $"{reference.Converter ?? reference.Type}.FromGeneratedContent({content})",
        ListSpec list => $"{Names.Services}.{Reader(list.Shape)}({content}, {Lambda(list.Element, depth)})",
        MapSpec map => $"{Names.Services}.{Reader(map.Shape)}({content}, {Lambda(map.Element, depth)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    /// <summary>A function from the content of an element. Its type parameter is written down where inference would lose the annotation of null.</summary>
    private static string Lambda(ValueSpec element, int depth)
    {
        string parameter = Variable(depth);
        return $"static {Annotated(element)} ({Names.Content} {parameter}) => {Any(element, parameter, depth + 1)}";
    }

    public static string Annotated(ValueSpec value) => value.IsNullable ? value.Type + "?" : value.Type;

    private static string Cast(ValueSpec value) => value.IsStruct ? $"({value.Type}?)" : "";

    private static string Variable(int depth) => $"v{depth}";

    private static string Reader(ListShape shape) => shape switch
    {
        ListShape.Array => "Array",
        ListShape.ImmutableArray => "ImmutableArray",
        ListShape.Set => "Set",
        _ => "List",
    };

    private static string Reader(MapShape shape) => shape == MapShape.ImmutableDictionary ? "ImmutableMap" : "Map";
}

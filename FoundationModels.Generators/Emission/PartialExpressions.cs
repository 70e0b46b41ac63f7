using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>The types and readers of values that are still being generated.</summary>
internal static class PartialExpressions
{
    /// <summary>The type, without an annotation for null.</summary>
    public static string Type(ValueSpec value) => value switch
    {
        ReferenceSpec { Converter: null } => value.Type + ".PartiallyGenerated",
        ListSpec list => $"{Names.ReadOnlyList}<{Annotated(list.Element)}>",
        MapSpec map => $"{Names.ReadOnlyMap}<string, {Annotated(map.Element)}>",
        _ => value.Type,
    };

    /// <summary>The value of a property of the object that the class is about.</summary>
    public static string Property(PropertySpec property)
    {
        (ValueSpec value, string name) = (property.Value, Names.Literal(property.JsonName));
        return value switch
        {
            ScalarSpec { Kind: ScalarKind.Content } => $"this.ReadMember({name})",
            ScalarSpec { Kind: ScalarKind.String } => $"this.ReadText({name})",
            ScalarSpec => $"this.{(value.IsStruct ? "ReadValue" : "ReadObject")}<{value.Type}>({name})",
            ReferenceSpec { Converter: { } converter } => $"this.ReadValue<{value.Type}>({name}, {converter}.FromGeneratedContent)",
            ReferenceSpec => $"this.ReadPart<{Type(value)}>({name}, {Type(value)}.FromGeneratedContent)",
            ListSpec { Element: ScalarSpec { Kind: ScalarKind.String, IsNullable: false } } => $"this.ReadTexts({name})",
            ListSpec { Element: ScalarSpec { Kind: not ScalarKind.Content, IsNullable: false } element } => $"this.ReadValues<{element.Type}>({name})",
            ListSpec { Element: ReferenceSpec { Converter: null, IsNullable: false } element } => $"this.ReadParts<{Type(element)}>({name}, {Converter(element)})",
            _ => $"this.ReadMember({name}) is {{ }} v0 ? {NotNull(value, "v0", 1)} : null",
        };
    }

    private static string Annotated(ValueSpec value) => value.IsNullable ? Type(value) + "?" : Type(value);

    private static string NotNull(ValueSpec value, string content, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => content,
        ScalarSpec => $"{Names.Services}.Element<{value.Type}>({content})",
        ReferenceSpec reference => $"{Converter(reference)}({content})",
        ListSpec list => $"{Names.Services}.PartialList<{Annotated(list.Element)}>({content}, {Function(list.Element, depth)}, {Flag(list.Element)})",
        MapSpec map => $"{Names.Services}.PartialMap<{Annotated(map.Element)}>({content}, {Function(map.Element, depth)}, {Flag(map.Element)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    private static string Function(ValueSpec element, int depth)
    {
        string content = $"v{depth}";
        return element switch
        {
            { IsNullable: true } => $"static {content} => {Names.Services}.NotNull({content}) is {{ }} n{depth} ? " +
                $"{(IsStruct(element) ? $"({Type(element)}?)" : "")}{NotNull(element, $"n{depth}", depth + 1)} : null",
            ScalarSpec { Kind: not ScalarKind.Content } => $"{Names.Services}.Element<{element.Type}>",
            ReferenceSpec reference => Converter(reference),
            _ => $"static {content} => {NotNull(element, content, depth + 1)}",
        };
    }

    private static string Converter(ReferenceSpec reference) => $"{reference.Converter ?? Type(reference)}.FromGeneratedContent";

    private static bool IsStruct(ValueSpec value) => value.IsStruct && value is ScalarSpec or ReferenceSpec { Converter: not null };

    /// <summary>Whether half of the text of an element says nothing, or something else: half of a date is none.</summary>
    private static string Flag(ValueSpec element) =>
        element is ReferenceSpec { Converter: not null } or ScalarSpec { Kind: not (ScalarKind.String or ScalarKind.Content) } ? "completeOnly: true" : "completeOnly: false";
}

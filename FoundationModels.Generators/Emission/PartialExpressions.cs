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
        ValueSpec value = property.Value;
        string member = IsWithheld(value) ? "CompleteMember" : "Member";
        return $"this.{member}({Names.Literal(property.JsonName)}) is {{ }} v0 ? {(IsStruct(value) ? $"({Type(value)}?)" : "")}{NotNull(value, "v0", 1)} : null";
    }

    private static bool IsStruct(ValueSpec value) => value.IsStruct && value is ScalarSpec or ReferenceSpec { Converter: not null };

    /// <summary>Whether half of the text of a value says nothing, or something else: half of a date is none.</summary>
    private static bool IsWithheld(ValueSpec value) =>
        value is ReferenceSpec { Converter: not null } or ScalarSpec { Kind: not (ScalarKind.String or ScalarKind.Content) };

    private static string Annotated(ValueSpec value) => value.IsNullable ? Type(value) + "?" : Type(value);

    private static string Any(ValueSpec value, string content, int depth) => value.IsNullable
        ? $"{Names.Services}.NotNull({content}) is {{ }} v{depth} ? {(IsStruct(value) ? $"({Type(value)}?)" : "")}{NotNull(value, $"v{depth}", depth + 1)} : null"
        : NotNull(value, content, depth);

    private static string NotNull(ValueSpec value, string content, int depth) => value switch
    {
        ScalarSpec { Kind: ScalarKind.Content } => content,
        ScalarSpec => $"{content}.Value<{value.Type}>()",
        ReferenceSpec { Converter: { } converter } => $"{converter}.FromGeneratedContent({content})",
        ReferenceSpec => $"{value.Type}.PartiallyGenerated.FromGeneratedContent({content})",
        ListSpec list => $"{Names.Services}.PartialList({content}, {Lambda(list.Element, depth)}, {Flag(list.Element)})",
        MapSpec map => $"{Names.Services}.PartialMap({content}, {Lambda(map.Element, depth)}, {Flag(map.Element)})",
        _ => throw new InvalidOperationException(value.Type),
    };

    private static string Flag(ValueSpec element) => $"completeOnly: {(IsWithheld(element) ? "true" : "false")}";

    private static string Lambda(ValueSpec element, int depth) =>
        $"static {Annotated(element)} ({Names.Content} v{depth}) => {Any(element, $"v{depth}", depth + 1)}";
}

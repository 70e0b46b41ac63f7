using FoundationModels.Generators.Model;
using FoundationModels.Generators.Parsing;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Generators.Schemas;

/// <summary>The schemas of the types of the framework. They accept nothing that the type can't hold.</summary>
internal static class ScalarSchemas
{
    // Years whose dates stay in range whatever the offset is, up to seven digits of a second (what a tick has), no leap seconds, and offsets below 14 hours.
    private const string TimeOfDay = @"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?";
    private const string DateTime = @"^([1-8][0-9]{3}|9[0-8][0-9]{2})-[0-9]{2}-[0-9]{2}T" + TimeOfDay + @"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])$";

    public static SchemaNode Of(ScalarSpec scalar, string pointer)
    {
        SchemaNode node = new() { Pointer = pointer };
        switch (scalar.Kind)
        {
            case ScalarKind.Content:
                node.Always = true;
                break;
            case ScalarKind.Boolean:
                node.Types = JsonTypes.Boolean;
                break;
            case >= ScalarKind.SByte and <= ScalarKind.Decimal:
                FillNumber(node, scalar);
                break;
            default:
                node.Types = JsonTypes.String;
                (node.Format, node.Pattern) = Text(scalar.Kind);
                break;
        }

        GuideSpec guides = scalar.Guides;
        node.Pattern = guides.Pattern ?? node.Pattern;
        if (guides.Constant is { } constant)
            node.Const = JsonLiteral.OfString(constant);
        if (guides.AnyOf.Count > 0)
            node.Enum = [.. guides.AnyOf.Select(JsonLiteral.OfString)];
        return node;
    }

    private static void FillNumber(SchemaNode node, ScalarSpec scalar)
    {
        (string Minimum, string Maximum)? range = ScalarRanges.Find(scalar.Kind);
        node.Types = ScalarTypes.IsInteger(scalar.Kind) ? JsonTypes.Integer : JsonTypes.Number;
        node.Minimum = Number(scalar.Guides.Minimum ?? range?.Minimum);
        node.Maximum = Number(scalar.Guides.Maximum ?? range?.Maximum);
    }

    private static ExactDecimal? Number(string? text) => text is null ? null : ExactDecimal.Parse(text);

    private static (string? Format, string? Pattern) Text(ScalarKind kind) => kind switch
    {
        ScalarKind.Char => (null, @"^[\u0020-\uD7FF\uE000-\uFFFD]$"),
        ScalarKind.DateTime or ScalarKind.DateTimeOffset => ("date-time", DateTime),
        ScalarKind.DateOnly => ("date", "^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-"),
        ScalarKind.TimeOnly => (null, $"^{TimeOfDay}$"),
        ScalarKind.TimeSpan => (null, @"^-?([0-9]{1,7}\.)?" + TimeOfDay + "$"),
        ScalarKind.Guid => ("uuid", null),
        ScalarKind.Uri => ("uri", null),
        _ => (null, null),
    };
}

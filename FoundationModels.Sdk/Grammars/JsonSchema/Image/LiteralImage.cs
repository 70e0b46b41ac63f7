using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>JSON values as bytes.</summary>
internal static class LiteralImage
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="GrammarRefusal">It nests too deeply.</exception>
    public static void Write(ImageWriter writer, JsonLiteral value, int depth = 0)
    {
        ImageLimits.Check(depth);
        writer.Byte((int)value.Kind);
        switch (value.Kind)
        {
            case JsonLiteralKind.Boolean:
                writer.Byte(value.Boolean ? 1 : 0);
                break;
            case JsonLiteralKind.Number:
                writer.Text(value.Number.ToString());
                break;
            case JsonLiteralKind.String:
                writer.Text(value.Text);
                break;
            case JsonLiteralKind.Array:
                writer.Number(value.Items.Count);
                foreach (JsonLiteral item in value.Items)
                    Write(writer, item, depth + 1);
                break;
            case JsonLiteralKind.Object:
                writer.Number(value.Members.Count);
                foreach (KeyValuePair<string, JsonLiteral> member in value.Members)
                {
                    writer.Text(member.Key);
                    Write(writer, member.Value, depth + 1);
                }

                break;
        }
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="InvalidDataException">The bytes are no value.</exception>
    public static JsonLiteral Read(ImageReader reader, int depth = 0)
    {
        if (depth > ImageLimits.Depth)
            throw ImageReader.Damaged();
        switch ((JsonLiteralKind)reader.Byte())
        {
            case JsonLiteralKind.Null:
                return JsonLiteral.Null;
            case JsonLiteralKind.Boolean:
                return JsonLiteral.OfBoolean(reader.Index(2) == 1);
            case JsonLiteralKind.Number:
                return ExactDecimal.TryParse(reader.Text(), out ExactDecimal number) ? JsonLiteral.OfNumber(number) : throw ImageReader.Damaged();
            case JsonLiteralKind.String:
                return JsonLiteral.OfString(reader.Text());
            case JsonLiteralKind.Array:
                JsonLiteral[] items = new JsonLiteral[reader.Count()];
                for (int i = 0; i < items.Length; i++)
                    items[i] = Read(reader, depth + 1);
                return JsonLiteral.OfArray(items);
            case JsonLiteralKind.Object:
                return ReadObject(reader, depth);
            default:
                throw ImageReader.Damaged();
        }
    }

    private static JsonLiteral ReadObject(ImageReader reader, int depth)
    {
        KeyValuePair<string, JsonLiteral>[] members = new KeyValuePair<string, JsonLiteral>[reader.Count()];
        for (int i = 0; i < members.Length; i++)
            members[i] = new(reader.Text(), Read(reader, depth + 1));
        JsonLiteral value = JsonLiteral.OfObject(members);
        return value.FindRepeatedName() is null ? value : throw ImageReader.Damaged();
    }
}

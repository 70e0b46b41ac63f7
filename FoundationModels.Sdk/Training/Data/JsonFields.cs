using System.Text.Json;

namespace FoundationModels.Training.Data;

/// <summary>Reads members of objects, and says what is wrong with those that are not what they have to be.</summary>
internal static class JsonFields
{
    /// <summary>A member, or null where it is absent or null.</summary>
    /// <param name="element">What has to be an object.</param>
    /// <param name="owner">What it is, for messages, as in "a message".</param>
    /// <param name="name">The member's name.</param>
    /// <param name="kinds">What it may be.</param>
    /// <exception cref="FormatException">The owner is no object, or the member is of another kind.</exception>
    public static JsonElement? Find(JsonElement element, string owner, string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{char.ToUpperInvariant(owner[0])}{owner[1..]} is a JSON object, not {element.ValueKind}.");
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return kinds.Contains(value.ValueKind)
            ? value
            : throw new FormatException($"\"{name}\" of {owner} is {value.ValueKind}, not {string.Join(" or ", kinds.ToArray())}.");
    }

    /// <summary>A member that has to be there.</summary>
    /// <exception cref="FormatException">It is not, or is of another kind.</exception>
    public static JsonElement Require(JsonElement element, string owner, string name, params ReadOnlySpan<JsonValueKind> kinds) =>
        Find(element, owner, name, kinds) ?? throw new FormatException($"{char.ToUpperInvariant(owner[0])}{owner[1..]} has no \"{name}\".");

    /// <summary>A text, or null where it is absent or null.</summary>
    /// <exception cref="FormatException">It is no text.</exception>
    public static string? FindText(JsonElement element, string owner, string name) => Find(element, owner, name, JsonValueKind.String)?.GetString();

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="FormatException">It is not, or is no text.</exception>
    public static string RequireText(JsonElement element, string owner, string name) => Require(element, owner, name, JsonValueKind.String).GetString()!;
}

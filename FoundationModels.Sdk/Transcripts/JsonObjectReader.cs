using System.Globalization;
using System.Text.Json;

namespace FoundationModels.Transcripts;

/// <summary>Takes the members of a JSON object one by one, says where one is wrong, and keeps what nobody took.</summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement _object;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public JsonObjectReader(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(path, value, "an object");
        _object = value;
        Path = path;
    }

    public string Path { get; }

    public bool TryTake(string name, out JsonElement value)
    {
        _taken.Add(name);
        return _object.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public JsonElement Take(string name) => TryTake(name, out JsonElement value) ? value : throw Missing(name);

    /// <summary>Takes any value, where null is one like the others.</summary>
    public JsonElement TakeValue(string name)
    {
        _taken.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) ? value : throw Missing(name);
    }

    public string TakeString(string name) => String(Take(name), PathOf(name));

    public string? TakeOptionalString(string name) => TryTake(name, out JsonElement value) ? String(value, PathOf(name)) : null;

    public int? TakeOptionalInt32(string name)
    {
        if (!TryTake(name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw Wrong(PathOf(name), value, "an integer of 32 bits");
    }

    public bool? TakeOptionalBoolean(string name)
    {
        if (!TryTake(name, out JsonElement value))
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(PathOf(name), value, "true or false");
    }

    public ulong? TakeOptionalUInt64(string name)
    {
        if (!TryTake(name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number)
            ? number
            : throw Wrong(PathOf(name), value, "an integer of 64 bits, 0 or more");
    }

    public double? TakeOptionalDouble(string name)
    {
        if (!TryTake(name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Wrong(PathOf(name), value, "a finite number");
    }

    /// <summary>Takes an array and reads each element with its path.</summary>
    public List<T> TakeArray<T>(string name, Func<JsonElement, string, T> read)
    {
        JsonElement array = Take(name);
        if (array.ValueKind != JsonValueKind.Array)
            throw Wrong(PathOf(name), array, "an array");
        List<T> items = new(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
            items.Add(read(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{items.Count}]")));
        return items;
    }

    /// <summary>Leaves an empty object or array out of what is kept: a writer puts it there only because it has to be.</summary>
    public void TakeIfEmpty(string name)
    {
        if (_object.TryGetProperty(name, out JsonElement value) && IsEmpty(value))
            _taken.Add(name);
    }

    /// <summary>The members that were not taken.</summary>
    public JsonMembers Rest()
    {
        List<(string, string)>? rest = null;
        foreach (JsonProperty member in _object.EnumerateObject())
        {
            if (!_taken.Contains(member.Name))
                (rest ??= []).Add((member.Name, member.Value.GetRawText()));
        }

        return rest is null ? JsonMembers.None : new JsonMembers([.. rest]);
    }

    public void RefuseRest()
    {
        foreach (JsonProperty member in _object.EnumerateObject())
        {
            if (!_taken.Contains(member.Name))
                throw new TranscriptFormatException(PathOf(member.Name), "This member is not known in this place.");
        }
    }

    public string PathOf(string name) => $"{Path}.{name}";

    /// <summary>Reads a string.</summary>
    public static string String(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(path, value, "a string");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new TranscriptFormatException(path, "The string holds half of a surrogate pair, which is not a character.", e);
        }
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() == 0
        : value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0;

    private TranscriptFormatException Missing(string name) => new(Path, $"The member '{name}' is missing.");

    private static TranscriptFormatException Wrong(string path, JsonElement value, string expected)
    {
        string found = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? value.ValueKind == JsonValueKind.Object ? "an object" : "an array"
            : Shortened(value.GetRawText());
        return new TranscriptFormatException(path, $"Expected {expected}, found {found}.");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}

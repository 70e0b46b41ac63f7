using System.Text.Json;

namespace FoundationModels.Tokenization.Reading;

/// <summary>An object of a tokenizer's file, read with errors that name the property.</summary>
internal readonly struct JsonComponent
{
    private readonly JsonElement _element;
    private readonly string _file;
    private readonly string _path;

    /// <summary>Wraps an element, which has to be an object.</summary>
    public JsonComponent(JsonElement element, string file, string path)
    {
        (_element, _file, _path) = (element, file, path);
        if (element.ValueKind != JsonValueKind.Object)
            throw Error("", "is not an object.");
    }

    /// <summary>Gets the value of <c>type</c>.</summary>
    public string Type => String("type");

    /// <summary>A text that has to be there.</summary>
    public string String(string name) => OptionalString(name) ?? throw Error(name, "is missing.");

    /// <summary>A text, or null where it is absent or null.</summary>
    public string? OptionalString(string name)
    {
        if (!TryGet(name, out JsonElement value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Error(name, "is not a text.");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw Error(name, "is not valid Unicode.", e);
        }
    }

    /// <summary>A text of one UTF-16 unit that has to be there.</summary>
    public char Character(string name) => String(name) is [char only] ? only : throw Error(name, "is not a single character.");

    /// <summary>A truth value, or another where it is absent or null.</summary>
    public bool Boolean(string name, bool absent) => !TryGet(name, out JsonElement value) ? absent : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error(name, "is neither true nor false."),
    };

    /// <summary>Whether a property is there and not null.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>An integer that is not negative, or another where it is absent or null.</summary>
    public int Count(string name, int absent) => !TryGet(name, out JsonElement value) ? absent
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 ? (int)Math.Min(number, int.MaxValue)
        : throw Error(name, "is not a count.");

    /// <summary>An object that has to be there.</summary>
    public JsonComponent Child(string name) => TryGet(name, out JsonElement value)
        ? new JsonComponent(value, _file, $"{_path}.{name}")
        : throw Error(name, "is missing.");

    /// <summary>The objects of an array that has to be there.</summary>
    public IEnumerable<JsonComponent> Children(string name)
    {
        if (!TryGet(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
            throw Error(name, "is not an array.");
        (string file, string path) = (_file, _path);
        return value.EnumerateArray().Select((item, i) => new JsonComponent(item, file, $"{path}.{name}[{i}]"));
    }

    /// <summary>The error that something in this object is wrong.</summary>
    public ModelFormatException Error(string name, string reason, Exception? inner = null) =>
        new(_file, name.Length == 0 ? _path : $"{_path}.{name}", reason, inner);

    private bool TryGet(string name, out JsonElement value) =>
        _element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}

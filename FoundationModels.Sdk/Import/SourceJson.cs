using System.Text.Json;

namespace FoundationModels.Import;

/// <summary>An object of a JSON file that came with a model or an adapter, read with errors that name the file and the property. Null is as good as absent.</summary>
internal sealed class SourceJson
{
    private readonly JsonElement _element;
    private readonly string _path;

    private SourceJson(string file, string path, JsonElement element)
    {
        (File, _path, _element) = (file, path, element);
        if (element.ValueKind != JsonValueKind.Object)
            throw new ModelFormatException(file, path.Length == 0 ? null : path, "It is not a JSON object.");
    }

    /// <summary>Gets the file's path.</summary>
    public string File { get; }

    /// <summary>Gets the names and values of the properties, in the file's order.</summary>
    /// <exception cref="ModelFormatException">A name is not valid Unicode.</exception>
    public IEnumerable<KeyValuePair<string, JsonElement>> Properties =>
        _element.EnumerateObject().Select(property => KeyValuePair.Create(Unicode("", () => property.Name), property.Value));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <exception cref="ModelFormatException">The file is absent, too long, or not a JSON object.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SourceJson Read(string path, long limit)
    {
        byte[] content = SourceText.Read(path, limit);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            return new SourceJson(path, "", document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new ModelFormatException(path, null, $"It is not JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads a file that may be absent.</summary>
    /// <exception cref="ModelFormatException">The file is too long, or not a JSON object.</exception>
    public static SourceJson? ReadOptional(string path, long limit) => System.IO.File.Exists(path) ? Read(path, limit) : null;

    /// <summary>The whole path of a property, for messages.</summary>
    public string KeyOf(string name) => _path.Length == 0 ? name : name.Length == 0 ? _path : $"{_path}.{name}";

    /// <summary>Whether a property is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A value of any kind, or null where it is absent.</summary>
    public JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, or null where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is not a text.</exception>
    public string? Text(string name) => Find(name) is { } value ? TextOf(name, value) : null;

    /// <summary>A truth value, or another where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is neither true nor false.</exception>
    public bool Flag(string name, bool absent) => Find(name) is not { } value ? absent : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault(name, "The value is neither true nor false."),
    };

    /// <summary>An integer, or null where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is not an integer of 32 bits.</exception>
    public int? Integer(string name) => Find(name) is { } value ? IntegerOf(name, value) : null;

    /// <summary>A number, or null where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is not a finite number.</exception>
    public double? Number(string name) => Find(name) is { } value ? NumberOf(name, value) : null;

    /// <summary>An object, or null where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is not an object.</exception>
    public SourceJson? Child(string name) => Find(name) is { } value ? new SourceJson(File, KeyOf(name), value) : null;

    /// <summary>The integers of an array, or of a single one; empty where it is absent.</summary>
    /// <exception cref="ModelFormatException">It is neither.</exception>
    public int[] Integers(string name) => Find(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => IntegerOf(name, item))]
        : [IntegerOf(name, value)];

    /// <summary>A value of this object as a text.</summary>
    /// <exception cref="ModelFormatException">It is not a text.</exception>
    public string TextOf(string name, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? Unicode(name, () => value.GetString()!)
        : throw Fault(name, "The value is not a text.");

    /// <summary>A value of this object as an integer.</summary>
    /// <exception cref="ModelFormatException">It is not an integer of 32 bits.</exception>
    public int IntegerOf(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
        ? number
        : throw Fault(name, "The value is not an integer of 32 bits.");

    /// <summary>A value of this object as a number.</summary>
    /// <exception cref="ModelFormatException">It is not a finite number.</exception>
    public double NumberOf(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
        ? number
        : throw Fault(name, "The value is not a finite number.");

    /// <summary>An exception that names a property of this object.</summary>
    public ModelFormatException Fault(string name, string reason) => new(File, KeyOf(name), reason);

    private string Unicode(string name, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new ModelFormatException(File, KeyOf(name), "A text is not valid Unicode.", e);
        }
    }
}

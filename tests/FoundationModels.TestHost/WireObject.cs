using System.Text.Json;

namespace FoundationModels.TestHost;

/// <summary>An object of a request, whose members are of the types that the protocol says.</summary>
internal sealed class WireObject
{
    private readonly JsonElement _element;
    private readonly string _place;

    private WireObject(JsonElement element, string place)
    {
        _element = element;
        _place = place;
    }

    /// <summary>An element that has to be an object.</summary>
    public static WireObject Of(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Object ? new WireObject(element, place) : throw new WireException($"'{place}' is an object in this protocol, and not {element.ValueKind}.");

    /// <summary>The member with a name, or null.</summary>
    public JsonElement? Find(string name) => _element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>The exception for a member that is not there.</summary>
    public WireException Missing(string name) => new($"'{_place}' has no '{name}'.");

    /// <summary>A string, or null.</summary>
    public string? String(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(name, "a string"),
    };

    /// <summary>A number, or null.</summary>
    public double? Number(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        _ => throw Wrong(name, "a number"),
    };

    /// <summary>An integer, or null.</summary>
    public long? Integer(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long number) => number,
        _ => throw Wrong(name, "an integer"),
    };

    /// <summary>A Boolean, or null.</summary>
    public bool? Boolean(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        _ => throw Wrong(name, "a Boolean"),
    };

    /// <summary>An object, or null.</summary>
    public WireObject? Object(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { } value => Of(value, $"{_place}.{name}"),
    };

    /// <summary>The objects of an array; none where it is not there.</summary>
    public IEnumerable<WireObject> Array(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray().Select((item, i) => Of(item, $"{_place}.{name}[{i}]")),
        _ => throw Wrong(name, "an array"),
    };

    private WireException Wrong(string name, string expected) => new($"'{_place}.{name}' is not {expected}.");
}

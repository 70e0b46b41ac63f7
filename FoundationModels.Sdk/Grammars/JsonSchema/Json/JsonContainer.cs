using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>An array or object that is being read.</summary>
internal sealed class JsonContainer
{
    private readonly List<JsonLiteral>? _items;
    private readonly List<KeyValuePair<string, JsonLiteral>>? _members;

    private JsonContainer(List<JsonLiteral>? items, List<KeyValuePair<string, JsonLiteral>>? members) => (_items, _members) = (items, members);

    /// <summary>Gets or sets the name of the member that comes next.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets the step of a pointer to the value that comes next.</summary>
    public string Place => _items is null ? Name : _items.Count.ToString(CultureInfo.InvariantCulture);

    public static JsonContainer Array() => new([], null);

    public static JsonContainer Object() => new(null, []);

    /// <summary>Takes the next value.</summary>
    public void Add(JsonLiteral value)
    {
        if (_items is not null)
            _items.Add(value);
        else
            _members!.Add(new(Name, value));
    }

    public JsonLiteral ToLiteral() => _items is not null ? JsonLiteral.OfArray([.. _items]) : JsonLiteral.OfObject([.. _members!]);
}

using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The array or object that is being read at one depth; another one at the same depth uses its lists again.</summary>
internal sealed class JsonContainer
{
    private readonly List<JsonLiteral> _items = [];
    private readonly List<KeyValuePair<string, JsonLiteral>> _members = [];
    private bool _isObject;

    /// <summary>Gets or sets the name of the member that comes next.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets the step of a pointer to the value that comes next.</summary>
    public string Place => _isObject ? Name : _items.Count.ToString(CultureInfo.InvariantCulture);

    public void Start(bool isObject)
    {
        _isObject = isObject;
        _items.Clear();
        _members.Clear();
    }

    /// <summary>Takes the next value.</summary>
    public void Add(JsonLiteral value)
    {
        if (_isObject)
            _members.Add(new(Name, value));
        else
            _items.Add(value);
    }

    public JsonLiteral ToLiteral() => _isObject ? JsonLiteral.OfObject(_members.ToArray()) : JsonLiteral.OfArray(_items.ToArray());
}

using System.Text;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>
/// A JSON value. Two are equal when JSON Schema says so: numbers by their value, so that 1 is 1.0, objects without regard to the order of members.
/// Immutable; the arrays and lists that it is made of become its own.
/// </summary>
internal sealed class JsonLiteral : IEquatable<JsonLiteral>
{
    // Up to here a linear search is faster than a dictionary, and needs none.
    private const int FewMembers = 8;
    private const int FewNames = 32;

    private static readonly IReadOnlyList<JsonLiteral> NoItems = [];
    private static readonly IReadOnlyList<KeyValuePair<string, JsonLiteral>> NoMembers = [];

    private readonly string _text;
    private readonly ExactDecimal _number;
    private Dictionary<string, int>? _index;
    private int _hash;

    private JsonLiteral(JsonLiteralKind kind, bool boolean = false, string text = "", ExactDecimal number = default)
    {
        Kind = kind;
        Boolean = boolean;
        _text = text;
        _number = number;
    }

    /// <summary>Gets the value <c>null</c>.</summary>
    public static JsonLiteral Null { get; } = new(JsonLiteralKind.Null);

    /// <summary>Gets the value <c>true</c>.</summary>
    public static JsonLiteral True { get; } = new(JsonLiteralKind.Boolean, true);

    /// <summary>Gets the value <c>false</c>.</summary>
    public static JsonLiteral False { get; } = new(JsonLiteralKind.Boolean);

    /// <summary>Gets what kind of value it is.</summary>
    public JsonLiteralKind Kind { get; }

    /// <summary>Gets whether it is <c>true</c>.</summary>
    public bool Boolean { get; }

    /// <summary>Gets the value of a number.</summary>
    public ExactDecimal Number => _number;

    /// <summary>Gets the text of a string, or the spelling of a number.</summary>
    public string Text => _text;

    /// <summary>Gets the items of an array; none for other values.</summary>
    public IReadOnlyList<JsonLiteral> Items { get; private init; } = NoItems;

    /// <summary>Gets the members of an object in their order; none for other values. Names are unique.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonLiteral>> Members { get; private init; } = NoMembers;

    public static JsonLiteral OfBoolean(bool value) => value ? True : False;

    public static JsonLiteral OfString(string text) => new(JsonLiteralKind.String, text: text);

    /// <summary>A number with the spelling that it has in a text.</summary>
    public static JsonLiteral OfNumber(ExactDecimal value, string? spelling = null) =>
        new(JsonLiteralKind.Number, text: spelling ?? value.ToString()!, number: value);

    public static JsonLiteral OfArray(IReadOnlyList<JsonLiteral> items) => new(JsonLiteralKind.Array) { Items = items };

    /// <summary>An object; names must be unique.</summary>
    public static JsonLiteral OfObject(IReadOnlyList<KeyValuePair<string, JsonLiteral>> members) => new(JsonLiteralKind.Object) { Members = members };

    /// <summary>The member of an object with a name; null where it has none.</summary>
    public JsonLiteral? Find(string name)
    {
        IReadOnlyList<KeyValuePair<string, JsonLiteral>> members = Members;
        if (members.Count > FewMembers)
            return Index().TryGetValue(name, out int at) ? members[at].Value : null;
        for (int i = 0; i < members.Count; i++)
        {
            if (string.Equals(members[i].Key, name, StringComparison.Ordinal))
                return members[i].Value;
        }

        return null;
    }

    /// <summary>The first name that an object has twice; null where names are unique, as they must be.</summary>
    public string? FindRepeatedName()
    {
        IReadOnlyList<KeyValuePair<string, JsonLiteral>> members = Members;
        if (members.Count > FewNames)
        {
            Dictionary<string, int> index = Index();
            if (index.Count == members.Count)
                return null;
            HashSet<string> seen = new(StringComparer.Ordinal);
            return members.First(m => !seen.Add(m.Key)).Key;
        }

        for (int i = 1; i < members.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (string.Equals(members[i].Key, members[j].Key, StringComparison.Ordinal))
                    return members[i].Key;
            }
        }

        return null;
    }

    public bool Equals(JsonLiteral? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other.Kind != Kind)
            return false;
        return Kind switch
        {
            JsonLiteralKind.Null => true,
            JsonLiteralKind.Boolean => Boolean == other.Boolean,
            JsonLiteralKind.Number => _number.Equals(other._number),
            JsonLiteralKind.String => string.Equals(_text, other._text, StringComparison.Ordinal),
            JsonLiteralKind.Array => Items.Count == other.Items.Count && GetHashCode() == other.GetHashCode() && Items.SequenceEqual(other.Items),
            _ => Members.Count == other.Members.Count && GetHashCode() == other.GetHashCode() && Members.All(m => m.Value.Equals(other.Find(m.Key))),
        };
    }

    public override bool Equals(object? obj) => Equals(obj as JsonLiteral);

    public override int GetHashCode()
    {
        if (_hash == 0)
            _hash = ComputeHash() is var hash && hash == 0 ? 1 : hash;
        return _hash;
    }

    /// <summary>The value as JSON text without white space.</summary>
    public override string ToString()
    {
        StringBuilder output = new();
        JsonText.Append(output, this);
        return output.ToString();
    }

    private int ComputeHash()
    {
        unchecked
        {
            int hash = (int)Kind * 397;
            switch (Kind)
            {
                case JsonLiteralKind.Boolean:
                    return Boolean ? 3 : 5;
                case JsonLiteralKind.Number:
                    return hash ^ _number.GetHashCode();
                case JsonLiteralKind.String:
                    return hash ^ StringComparer.Ordinal.GetHashCode(_text);
                case JsonLiteralKind.Array:
                    foreach (JsonLiteral item in Items)
                        hash = (hash * 31) + item.GetHashCode();
                    return hash;
                default:
                    // A sum, because the order of members does not matter.
                    foreach (KeyValuePair<string, JsonLiteral> member in Members)
                        hash += (StringComparer.Ordinal.GetHashCode(member.Key) * 31) ^ (member.Value.GetHashCode() * 0x1000193);
                    return hash;
            }
        }
    }

    private Dictionary<string, int> Index()
    {
        if (_index is { } known)
            return known;
        Dictionary<string, int> index = new(Members.Count, StringComparer.Ordinal);
        for (int i = 0; i < Members.Count; i++)
            index[Members[i].Key] = i;
        return _index = index;
    }
}

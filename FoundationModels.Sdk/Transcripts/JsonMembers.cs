using System.Text.Json;

namespace FoundationModels.Transcripts;

/// <summary>Members of a JSON object that this version does not interpret, kept as they were written so that saving loses nothing.</summary>
internal sealed class JsonMembers : IEquatable<JsonMembers>
{
    private readonly (string Name, string Json)[] _members;

    public JsonMembers((string Name, string Json)[] members) => _members = members;

    public static JsonMembers None { get; } = new([]);

    public bool Contains(string name) => Array.Exists(_members, m => m.Name == name);

    public void WriteTo(Utf8JsonWriter writer)
    {
        foreach ((string name, string json) in _members)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    public bool Equals(JsonMembers? other) => other is not null && _members.AsSpan().SequenceEqual(other._members);

    public override bool Equals(object? obj) => Equals(obj as JsonMembers);

    public override int GetHashCode() => _members.Length == 0 ? 0 : HashCode.Combine(_members.Length, _members[0]);
}

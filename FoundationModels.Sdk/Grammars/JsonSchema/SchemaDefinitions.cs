using System.Globalization;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>
/// What a schema text needs names for: schemas that are reached more than once or by a reference. Where a graph has dynamic references, each of its
/// resources becomes one of the text, because what is in which decides what such a reference means.
/// </summary>
internal sealed class SchemaDefinitions
{
    private readonly SchemaNode _root;
    private readonly HashSet<SchemaNode> _named = [];
    private readonly Dictionary<SchemaNode, string> _names = [];
    private readonly List<SchemaResource> _resources = [];
    private readonly Queue<SchemaNode> _unwritten = new();

    public SchemaDefinitions(SchemaNode root)
    {
        _root = root;
        HashSet<SchemaNode> seen = [root];
        HashSet<SchemaResource> resources = [root.Resource];
        Stack<SchemaNode> open = new();
        open.Push(root);
        while (open.Count > 0)
        {
            SchemaNode node = open.Pop();
            HasDynamicReferences |= node.DynamicRef is not null;
            if (node.Ref is { } target)
                _named.Add(target);
            if (node.DynamicRef is { } reference)
                _named.Add(reference.Initial);
            foreach (SchemaNode child in SchemaChildren.Of(node).Concat(resources.Add(node.Resource) ? node.Resource.DynamicAnchors.Values : []))
            {
                if (seen.Add(child))
                    open.Push(child);
                else
                    _named.Add(child);
            }
        }

        if (!HasDynamicReferences)
            return;
        _resources.AddRange(resources);
        foreach (SchemaNode anchored in _resources.SelectMany(r => r.DynamicAnchors.Values))
            NameOf(anchored);
        NameOf(root);
    }

    /// <summary>Gets whether the graph has references that depend on the way to them.</summary>
    public bool HasDynamicReferences { get; }

    /// <summary>Gets the resources that the text must have apart; none where it is all one.</summary>
    public IReadOnlyList<SchemaResource> Resources => _resources;

    /// <summary>Whether a schema needs a name where another one, of which it is a part, is written.</summary>
    public bool NeedsName(SchemaNode node, SchemaNode parent) =>
        _named.Contains(node) || node == _root || (HasDynamicReferences && (node.Resource != parent.Resource || _names.ContainsKey(node)));

    /// <summary>The reference to a schema, which will be written among the definitions.</summary>
    public string ReferenceTo(SchemaNode node)
    {
        if (HasDynamicReferences)
            return UriOf(node.Resource) + "#/$defs/" + NameOf(node);
        return node == _root ? "#" : "#/$defs/" + NameOf(node);
    }

    /// <summary>The identifier of a resource in the text.</summary>
    public string UriOf(SchemaResource resource) => "schema://resources/" + _resources.IndexOf(resource).ToString(CultureInfo.InvariantCulture);

    /// <summary>The next schema to be written as a definition, and its name; null when all are.</summary>
    public KeyValuePair<string, SchemaNode>? Next()
    {
        if (_unwritten.Count == 0)
            return null;
        SchemaNode node = _unwritten.Dequeue();
        return new KeyValuePair<string, SchemaNode>(_names[node], node);
    }

    private string NameOf(SchemaNode node)
    {
        if (!_names.TryGetValue(node, out string? name))
        {
            _names.Add(node, name = "d" + _names.Count.ToString(CultureInfo.InvariantCulture));
            _unwritten.Enqueue(node);
        }

        return name;
    }
}
